def _empty(heap):
    if not isinstance(heap, list):
        raise TypeError(f"heap argument must be a list, not {_type_name(heap)}")
    raise IndexError("index out of range")


def heappush(heap, item):
    done = _push(heap, item)
    if done is True:
        return
    if done is _MISSING:
        if not isinstance(heap, list):
            raise TypeError(f"heappush() argument 1 must be list, not {_type_name(heap)}")
        _append(heap, item)
    _up(heap, 0, len(heap) - 1)


def heappop(heap):
    if not heap:
        _empty(heap)
    last = heap.pop()
    if heap:
        first = heap[0]
        heap[0] = last
        _down(heap, 0)
        return first
    return last


def heapreplace(heap, item):
    if not heap:
        _empty(heap)
    first = heap[0]
    heap[0] = item
    _down(heap, 0)
    return first


def heappushpop(heap, item):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _down(heap, 0)
    return item


def heapify(x):
    i = len(x) // 2 - 1
    while i >= 0:
        _down(x, i)
        i -= 1


def _up(heap, top, at):
    item = heap[at]
    while at > top:
        parent = (at - 1) >> 1
        other = heap[parent]
        if not item < other:
            break
        heap[at] = other
        at = parent
    heap[at] = item


# The lesser child goes up all the way, then the item up from the leaf: it mostly belongs
# far down.
def _down(heap, at):
    if _sink(heap, at):
        return
    end, top = len(heap), at
    item = heap[at]
    child = 2 * at + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _up(heap, top, at)


def _up_max(heap, top, at):
    item = heap[at]
    while at > top:
        parent = (at - 1) >> 1
        other = heap[parent]
        if not other < item:
            break
        heap[at] = other
        at = parent
    heap[at] = item


def _down_max(heap, at):
    end, top = len(heap), at
    item = heap[at]
    child = 2 * at + 1
    while child < end:
        right = child + 1
        if right < end and not heap[right] < heap[child]:
            child = right
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _up_max(heap, top, at)


def _heapify_max(x):
    for i in reversed(range(len(x) // 2)):
        _down_max(x, i)


def _heappop_max(heap):
    last = heap.pop()
    if heap:
        first = heap[0]
        heap[0] = last
        _down_max(heap, 0)
        return first
    return last


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]


def merge(*iterables, key=None, reverse=False):
    heap = []
    for i, it in enumerate(iterables):
        it = _iter(it)
        x = _next(it)
        if x is not _MISSING:
            _append(heap, _Head(x if key is None else key(x), -i if reverse else i, x, it))
    if reverse:
        _heapify_max(heap)
    else:
        heapify(heap)
    while heap:
        head = heap[0]
        yield head.x
        x = _next(head.it)
        if x is _MISSING:
            if reverse:
                _heappop_max(heap)
            else:
                heappop(heap)
        else:
            head.x = x
            head.key = x if key is None else key(x)
            if reverse:
                _down_max(heap, 0)
            else:
                _down(heap, 0)


class _Head:
    __slots__ = ("key", "at", "x", "it")

    def __init__(self, key, at, x, it):
        self.key = key
        self.at = at
        self.x = x
        self.it = it

    def __lt__(self, other):
        if self.key < other.key:
            return True
        return not other.key < self.key and self.at < other.at
