def _limits(lo, hi):
    lo = _index(lo)
    if lo != min(max(lo, -1 << 63), (1 << 63) - 1):
        raise OverflowError("Python int too large to convert to C ssize_t")
    if hi is not None:
        if not isinstance(hi, int) and _lookup(_type(hi), "__index__") is _MISSING:
            raise TypeError(f"argument should be integer or None, not '{_type_name(hi)}'")
        given, hi = hi, _index(hi)
        if hi != min(max(hi, -1 << 63), (1 << 63) - 1):
            raise OverflowError(f"cannot fit '{_type_name(given)}' into an index-sized integer")
    return lo, hi


def bisect_right(a, x, lo=0, hi=None, *, key=None):
    if _type(lo) is not int or hi is not None:
        lo, hi = _limits(lo, hi)
    if lo < 0:
        raise ValueError("lo must be non-negative")
    if hi is None or hi == -1:
        hi = len(a)
    if key is None:
        at = _search(a, x, lo, hi, True)
        if at is not _MISSING:
            return at
        while lo < hi:
            mid = (lo + hi) // 2
            if x < a[mid]:
                hi = mid
            else:
                lo = mid + 1
    else:
        while lo < hi:
            mid = (lo + hi) // 2
            if x < key(a[mid]):
                hi = mid
            else:
                lo = mid + 1
    return lo


def bisect_left(a, x, lo=0, hi=None, *, key=None):
    if _type(lo) is not int or hi is not None:
        lo, hi = _limits(lo, hi)
    if lo < 0:
        raise ValueError("lo must be non-negative")
    if hi is None or hi == -1:
        hi = len(a)
    if key is None:
        at = _search(a, x, lo, hi, False)
        if at is not _MISSING:
            return at
        while lo < hi:
            mid = (lo + hi) // 2
            if a[mid] < x:
                lo = mid + 1
            else:
                hi = mid
    else:
        while lo < hi:
            mid = (lo + hi) // 2
            if key(a[mid]) < x:
                lo = mid + 1
            else:
                hi = mid
    return lo


def insort_right(a, x, lo=0, hi=None, *, key=None):
    a.insert(bisect_right(a, x if key is None else key(x), lo, hi, key=key), x)


def insort_left(a, x, lo=0, hi=None, *, key=None):
    a.insert(bisect_left(a, x if key is None else key(x), lo, hi, key=key), x)


bisect = bisect_right
insort = insort_right
