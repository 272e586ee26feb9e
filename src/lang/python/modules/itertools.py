def count(start=0, step=1):
    return _Count(start, step)


class _Count:
    def __init__(self, start, step):
        self.n = start
        self.step = step

    def __iter__(self):
        return _count(self)

    def __next__(self):
        n = self.n
        self.n = n + self.step
        return n

    def __repr__(self):
        if self.step == 1 and isinstance(self.step, int):
            return f"count({self.n!r})"
        return f"count({self.n!r}, {self.step!r})"


def _count(c):
    while True:
        n = c.n
        c.n = n + c.step
        yield n


def cycle(iterable):
    return _cycle(_iter(iterable))


def _cycle(it):
    seen = []
    for x in it:
        yield x
        _append(seen, x)
    while seen:
        for x in seen:
            yield x


class repeat:
    def __init__(self, object, times=None):
        self._object = object
        self._times = None if times is None else max(times, 0)

    def __iter__(self):
        return self

    def __next__(self):
        if self._times is not None:
            if self._times <= 0:
                raise StopIteration
            self._times -= 1
        return self._object

    def __length_hint__(self):
        if self._times is None:
            raise TypeError("len() of unsized object")
        return self._times

    def __repr__(self):
        if self._times is None:
            return f"repeat({self._object!r})"
        return f"repeat({self._object!r}, {self._times})"


def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(_iter(iterable), func, initial)


def _accumulate(it, func, total):
    if total is None:
        total = _next(it)
        if total is _MISSING:
            return
    yield total
    if func is None:
        for x in it:
            total = total + x
            yield total
    else:
        for x in it:
            total = func(total, x)
            yield total


class chain:
    def __new__(cls, *iterables):
        return _chained(iterables, iterables)

    @staticmethod
    def from_iterable(iterable):
        return _chained(iterable, iterable if isinstance(iterable, (list, tuple)) else (iterable,))


def _chained(iterables, asked):
    for x in asked:
        t = _type(x)
        if (_lookup(t, "__next__") is not _MISSING or _lookup(t, "__iter__") is not _MISSING) and not _is_iterator(x):
            return _Chain(_iter(iterables))
    return _chain(_iter(iterables))


# What the program iterates over itself may ask the chain for more meanwhile.
class _Chain:
    def __init__(self, outer):
        self._outer = outer
        self._inner = None

    def __iter__(self):
        return self

    def __next__(self):
        while self._outer is not None:
            if self._inner is None:
                x = _next(self._outer)
                if x is _MISSING:
                    self._outer = None
                    break
                try:
                    self._inner = _iter(x)
                except BaseException:
                    self._outer = None
                    raise
            v = _next(self._inner)
            if v is not _MISSING:
                return v
            self._inner = None
        raise StopIteration


def _chain(iterables):
    for it in iterables:
        for x in it:
            yield x


def compress(data, selectors):
    return _compress(_iter(data), _iter(selectors))


def _compress(data, selectors):
    for x in data:
        keep = _next(selectors)
        if keep is _MISSING:
            return
        if keep:
            yield x


def dropwhile(predicate, iterable, /):
    return _dropwhile(predicate, _iter(iterable))


def _dropwhile(predicate, it):
    for x in it:
        if not predicate(x):
            yield x
            break
    for x in it:
        yield x


def takewhile(predicate, iterable, /):
    return _takewhile(predicate, _iter(iterable))


def _takewhile(predicate, it):
    for x in it:
        if not predicate(x):
            return
        yield x


def filterfalse(predicate, iterable, /):
    return _filterfalse(predicate, _iter(iterable))


def _filterfalse(predicate, it):
    for x in it:
        if not (x if predicate is None else predicate(x)):
            yield x


def starmap(function, iterable, /):
    return _starmap(function, _iter(iterable))


def _starmap(function, it):
    for args in it:
        yield function(*args)


def _is_whole(x, least=0):
    return (isinstance(x, int) or hasattr(x, "__index__")) and _index(x) >= least


def islice(iterable, *args):
    if not args:
        raise TypeError("islice expected at least 2 arguments, got 1")
    if len(args) > 3:
        raise TypeError(f"islice expected at most 4 arguments, got {len(args) + 1}")
    start, step = 0, 1
    if len(args) == 1:
        stop = args[0]
        if stop is not None and not _is_whole(stop):
            raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    else:
        start = 0 if args[0] is None else args[0]
        stop = args[1]
        if len(args) == 3 and args[2] is not None:
            step = args[2]
        if stop is not None and not _is_whole(stop):
            raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if not _is_whole(start):
            raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if not _is_whole(step, 1):
            raise ValueError("Step for islice() must be a positive integer or None.")
    return _islice(_iter(iterable), _index(start), None if stop is None else _index(stop), _index(step))


def _islice(it, at, stop, step):
    i = 0
    while True:
        # What lies before the end is taken also where no step lands on it.
        while i < at:
            if _next(it) is _MISSING:
                return
            i += 1
        if stop is not None:
            if step == 1:
                for _ in range(i, stop):
                    x = _next(it)
                    if x is _MISSING:
                        return
                    yield x
                return
            if i >= stop:
                return
        x = _next(it)
        if x is _MISSING:
            return
        i += 1
        yield x
        at += step
        if stop is not None and at > stop:
            at = stop


def pairwise(iterable, /):
    return _pairwise(_iter(iterable))


def _pairwise(it):
    a = _next(it)
    if a is _MISSING:
        return
    for b in it:
        yield (a, b)
        a = b


class _Tee:
    def __init__(self, it, link):
        self._it = it
        self._link = link

    def __iter__(self):
        return self

    def __next__(self):
        link = self._link
        if link[1] is None:
            x = _next(self._it)
            if x is _MISSING:
                raise StopIteration
            link[0] = x
            link[1] = [None, None]
        self._link = link[1]
        return link[0]

    def __copy__(self):
        return _Tee(self._it, self._link)


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    if n == 0:
        return ()
    it = _iter(iterable)
    first = it if _type(it) is _Tee else _Tee(it, [None, None])
    return tuple([first] + [first.__copy__() for _ in range(n - 1)])


def zip_longest(*iterables, fillvalue=None):
    return _zip_longest([_iter(x) for x in iterables], fillvalue)


def _zip_longest(its, fill):
    left = len(its)
    over = [False] * left
    while left > 0:
        all = []
        for i in range(len(its)):
            x = _MISSING if over[i] else _next(its[i])
            if x is _MISSING:
                if not over[i]:
                    over[i] = True
                    left -= 1
                    if left == 0:
                        return
                x = fill
            _append(all, x)
        yield tuple(all)


class groupby:
    def __init__(self, iterable, key=None):
        self._it = _iter(iterable)
        self._by = key
        # What was read and belongs to no group yet, its key, and that of the group that was given last
        self._value = self._of = self._wanted = _MISSING
        self._groups = 0

    def __iter__(self):
        return self

    def __next__(self):
        self._groups += 1
        by = self._by
        while self._of is _MISSING or self._wanted is self._of or self._wanted is not _MISSING and self._wanted == self._of:
            x = _next(self._it)
            if x is _MISSING:
                raise StopIteration
            self._of = x if by is None else by(x)
            self._value = x
        self._wanted = key = self._of
        return (key, _group(self, key, self._groups))


def _group(parent, key, number):
    by = parent._by
    if parent._groups == number and parent._value is not _MISSING and (key is parent._of or key == parent._of):
        x = parent._value
        parent._value = _MISSING
        yield x
        if parent._groups == number:
            for x in parent._it:
                parent._of = of = x if by is None else by(x)
                if key is not of and not key == of:
                    parent._value = x
                    return
                yield x
                if parent._groups != number:
                    return


def product(*iterables, repeat=1):
    if repeat < 0:
        raise ValueError("repeat argument cannot be negative")
    pools = tuple([tuple(x) for x in iterables] * repeat)
    return _steps(0, pools, [0] * len(pools)) if all(pools) else _iter(())


# Gives what a native takes of a pool, which moves the places from where it does so, until there are none. Kinds are products,
# combinations, combinations with replacement and permutations.
def _steps(kind, pool, places):
    while True:
        found = _chosen(kind, pool, places)
        if found is _MISSING:
            return
        yield found


def permutations(iterable, r=None):
    pool = tuple(iterable)
    n = len(pool)
    if r is None:
        r = n
    elif not isinstance(r, int):
        raise TypeError("Expected int as r")
    if r < 0:
        raise ValueError("r must be non-negative")
    # All places, and how many are left for each that is taken
    return _steps(3, pool, list(range(n)) + list(range(n, n - r, -1))) if r <= n else _iter(())


def combinations(iterable, r):
    pool = tuple(iterable)
    if r < 0:
        raise ValueError("r must be non-negative")
    return _steps(1, pool, list(range(r))) if r <= len(pool) else _iter(())


def combinations_with_replacement(iterable, r):
    pool = tuple(iterable)
    if r < 0:
        raise ValueError("r must be non-negative")
    return _steps(2, pool, [0] * r) if pool or r == 0 else _iter(())
