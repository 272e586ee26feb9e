# Builtins with arguments by name

def _sorted(args, key, reverse):
    if len(args) != 1:
        raise TypeError(f"sorted expected 1 argument, got {len(args)}")
    all = list(args[0])
    _list_sort(all, key=key, reverse=reverse)
    return all


def _list_sort(self, *, key=None, reverse=False):
    reverse = True if reverse else False
    if key is None and _sort_plain(self, reverse):
        return
    # Meanwhile it is empty.
    items = done = list(self)
    _replace(self, ())
    try:
        done = _merge_sort(items, reverse) if key is None else _sorted_by(items, key, reverse)
    finally:
        changed = len(self) > 0
        _replace(self, done)
    if changed:
        raise ValueError("list modified during sort")


def _sorted_by(items, key, reverse):
    keys = [key(x) for x in items]
    plain = _sort_order(keys, reverse)
    if plain is not None:
        return [items[i] for i in plain]
    pairs = _merge_sort_pairs([(keys[i], i) for i in range(len(items))], reverse)
    return [items[p[1]] for p in pairs]


def _merge_sort(a, reverse):
    pairs = _merge_sort_pairs([(x, None) for x in a], reverse)
    return [p[0] for p in pairs]


# Merges the runs that are there, each as long as it is in order or in the opposite one.
def _merge_sort_pairs(a, reverse):
    if reverse:
        a.reverse()
    runs = []
    i, n = 0, len(a)
    while i < n:
        j = i + 1
        falls = True if j < n and a[j][0] < a[i][0] else False
        j += 1
        while j < n and (True if a[j][0] < a[j - 1][0] else False) is falls:
            j += 1
        run = a[i:j]
        if falls:
            run.reverse()
        _append(runs, run)
        i = j
    while len(runs) > 1:
        merged = [_merge_runs(runs[i], runs[i + 1]) for i in range(0, len(runs) - 1, 2)]
        if len(runs) & 1:
            _append(merged, runs[-1])
        runs = merged
    a = runs[0] if runs else a
    if reverse:
        a.reverse()
    return a


def _merge_runs(a, b):
    i, j, m, n = 0, 0, len(a), len(b)
    # Of short ones that is asked too often.
    if m + n > 32 and not b[0][0] < a[-1][0]:
        return a + b
    merged = []
    while i < m and j < n:
        if b[j][0] < a[i][0]:
            _append(merged, b[j])
            j += 1
        else:
            _append(merged, a[i])
            i += 1
    return merged + (a[i:] if i < m else b[j:])


def _replace(l, items):
    l[:] = items


def _extreme(name, args, key, default, greatest):
    if not args:
        raise TypeError(f"{name} expected at least 1 argument, got 0")
    if len(args) > 1 and default is not _MISSING:
        raise TypeError(f"Cannot specify a default for {name}() with multiple positional arguments")
    it = _iter(args[0] if len(args) == 1 else args)
    best = _next(it)
    if best is _MISSING:
        if default is _MISSING:
            raise ValueError(f"{name}() arg is an empty sequence")
        return default
    if key is None:
        for x in it:
            if (x > best) if greatest else (x < best):
                best = x
        return best
    value = key(best)
    for x in it:
        v = key(x)
        if (v > value) if greatest else (v < value):
            best, value = x, v
    return best


def _sum_of(iterable, start):
    if isinstance(start, (str, bytes, bytearray)):
        name, empty = ("strings", "''") if isinstance(start, str) else (_type(start).__name__, "b''")
        raise TypeError(f"sum() can't sum {name} [use {empty}.join(seq) instead]")
    for x in iterable:
        start = start + x
    return start


def any(iterable, /):
    for x in iterable:
        if x:
            return True
    return False


def all(iterable, /):
    for x in iterable:
        if not x:
            return False
    return True


def enumerate(iterable, start=0):
    it, n = _iter(iterable), _index(start)
    done = _enumerated(it, n)
    if done is not _MISSING:
        return done
    return _enumerate(it, n)


def _enumerate(it, n):
    for x in it:
        yield (n, x)
        n += 1


def zip(*iterables, strict=False):
    its = [_iter(x) for x in iterables]
    if not strict:
        z = _zipped(its)
        if z is not _MISSING:
            return z
        if len(its) == 2:
            return _zip2(its[0], its[1])
    return _zip(its, strict)


def _zip2(a, b):
    for x in a:
        y = _next(b)
        if y is _MISSING:
            return
        yield (x, y)


def _zip(its, strict):
    if not its:
        return
    while True:
        all = []
        for i, it in _enumerate(_iter(its), 0):
            x = _next(it)
            if x is _MISSING:
                if strict:
                    if i > 0:
                        s = " " if i == 1 else "s 1-"
                        raise ValueError(f"zip() argument {i + 1} is shorter than argument{s}{i}")
                    for j, other in _enumerate(_iter(its), 0):
                        if j > 0 and _next(other) is not _MISSING:
                            s = " " if j == 1 else "s 1-"
                            raise ValueError(f"zip() argument {j + 1} is longer than argument{s}{j}")
                return
            _append(all, x)
        yield tuple(all)


def map(f=_MISSING, /, *iterables):
    if len(iterables) == 1:
        return _map1(f, _iter(iterables[0]))
    if not iterables:
        raise TypeError("map() must have at least two arguments.")
    return _map(f, _zip([_iter(x) for x in iterables], False))


def _map1(f, it):
    for x in it:
        yield f(x)


def _map(f, it):
    for args in it:
        yield f(*args)


def filter(f, iterable, /):
    return _filter(f, _iter(iterable))


def _filter(f, it):
    for x in it:
        if (f(x) if f is not None else x):
            yield x


def reversed(v, /):
    it = _turned(v)
    if it is not _MISSING:
        return it
    f = _lookup(_type(v), "__reversed__")
    if f is not _MISSING:
        return f(v)
    if _type(v) is dict or _type(v) is _dict_keys or _type(v) is _dict_values or _type(v) is _dict_items:
        return _iter(list(v)[::-1])
    if isinstance(_payload(v), dict):
        return reversed(_payload(v))
    if not _is_plain(v) and _lookup(_type(v), "__getitem__") is _MISSING:
        raise TypeError(f"'{_type_name(v)}' object is not reversible")
    return _reversed(v, len(v))


def _reversed(v, n):
    while n > 0:
        n -= 1
        yield v[n]


_map_maker, map = map, _map_type
_filter_maker, filter = filter, _filter_type
_zip_maker, zip = zip, _zip_type
_enumerate_maker, enumerate = enumerate, _enumerate_type
_reversed_maker, reversed = reversed, _reversed_type


def pow(base, exp, mod=None):
    if mod is None:
        return base ** exp
    if not _type(base) is _type(exp) is _type(mod) is int:
        return __import__("_rare").power(base, exp, mod)
    if mod == 0:
        raise ValueError("pow() 3rd argument cannot be 0")
    result = _pow_mod(base, exp, mod)
    if result is not _MISSING:
        return result
    if exp < 0:
        base = _inverse(base, mod)
        exp = -exp
    result = 1 % mod
    base = base % mod
    while exp > 0:
        if exp & 1:
            result = result * base % mod
        base = base * base % mod
        exp >>= 1
    return result


def _inverse(a, n):
    r, s, x, y = n, a % n, 0, 1
    while s:
        q = r // s
        r, s = s, r - q * s
        x, y = y, x - q * y
    if r not in (1, -1):
        raise ValueError("base is not invertible for the given modulus")
    return x * r % n


def _dict_maker(*args, **named):
    if len(args) > 1:
        raise TypeError(f"dict expected at most 1 argument, got {len(args)}")
    d = _dict()
    if args:
        _dict_update(d, args[0])
    for k in named:
        d[k] = named[k]
    return d


def _dict_update(self, /, *args, **named):
    if len(args) > 1:
        raise TypeError(f"update expected at most 1 argument, got {len(args)}")
    for other in args:
        if isinstance(other, dict) or hasattr(other, "keys"):
            _merge(self, other)
        else:
            i = 0
            for pair in other:
                if not _put_pair(self, pair):
                    if _type(pair) is not tuple and _type(pair) is not list or len(pair) != 2:
                        pair = __import__("_rare").pair_of(pair, i)
                    self[pair[0]] = pair[1]
                i += 1
    for k in named:
        self[k] = named[k]


def _int_maker(x=0, /, base=_MISSING):
    if base is _MISSING:
        return int(x)
    return int(x, base)


def input(prompt=""):
    if prompt != "":
        _write(str(prompt), False)
    line = _read_line()
    if not line:
        raise EOFError("EOF when reading a line")
    return line[:-1] if line[-1] == "\n" else line


def open(*args, **named):
    return __import__("io").open(*args, **named)


def _display(v):
    __import__("sys").displayhook(v)


def eval(source, globals=None, locals=None, /):
    return __import__("_eval").run_eval("__main__", None, source, globals, locals)


def exec(source, globals=None, locals=None, /):
    __import__("_eval").run_exec("__main__", None, source, globals, locals)


def compile(*args, **named):
    return __import__("_eval").compile(*args, **named)


def globals():
    return __import__("_eval").take_globals("__main__")


locals = globals


def vars(v):
    if _type(v) is _module_type:
        return __import__("_eval").take_globals(v.__name__)
    if not hasattr(v, "__dict__"):
        raise TypeError("vars() argument must have __dict__ attribute")
    return v.__dict__


def dir(v):
    f = _lookup(_type(v), "__dir__")
    return sorted(f(v) if _type(f) is _function_type else _bound(f, v, _type(v))())


def _names_of(v):
    return __import__("_rare").names_of(v)
