__all__ = ["Random", "SystemRandom", "betavariate", "choice", "choices", "expovariate", "gammavariate", "gauss",
    "getrandbits", "getstate", "lognormvariate", "normalvariate", "paretovariate", "randbytes", "randint", "random",
    "randrange", "sample", "seed", "setstate", "shuffle", "triangular", "uniform", "vonmisesvariate", "weibullvariate"]


def _whole(v, what):
    if isinstance(v, int) or _lookup(_type(v), "__index__") is not _MISSING:
        return _index(v)
    n = int(v)
    warn = __import__("warnings").warn
    if n != v:
        warn("randrange() will raise TypeError in the future", DeprecationWarning, 2)
        raise ValueError(f"non-integer {what} for randrange()")
    warn("non-integer arguments to randrange() have been deprecated since Python 3.10 and will be removed in a "
        "subsequent version", DeprecationWarning, 2)
    return n


class Random:
    def __init__(self, x=None):
        self._number = _new()
        if x is not None:
            self.seed(x)

    def seed(self, a=None, version=2):
        _seed(self._number, a)

    def random(self):
        return random(self._number)

    def getrandbits(self, k):
        return _bits(self._number, k)

    def randbytes(self, n):
        return _bits(self._number, n * 8).to_bytes(n, "little")

    def randrange(self, start, stop=None, step=1):
        if stop is None and step != 1:
            raise TypeError("Missing a non-None stop argument")
        try:
            return _range(self._number, start, stop, step)
        except TypeError:
            stop = None if stop is None else _whole(stop, "stop")
            return _range(self._number, _whole(start, "arg 1" if stop is None else "start"), stop, _whole(step, "step"))

    def randint(self, a, b):
        return _range(self._number, a, b + 1, 1)

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[_below(self._number, len(seq))]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        n = len(population)
        if cum_weights is None:
            if weights is None:
                if not n and k > 0:
                    raise IndexError("list index out of range")
                return [population[i] for i in _choices(self._number, n, _index(k), [])]
            if isinstance(weights, int):
                raise TypeError("The number of choices must be a keyword argument: k=" + repr(weights))
            cum_weights = []
            total = 0
            for w in weights:
                total = total + w
                _append(cum_weights, total)
        elif weights is not None:
            raise TypeError("Cannot specify both weights and cumulative weights")
        if len(cum_weights) != n:
            raise ValueError("The number of weights does not match the population")
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        if total - total != 0.0:
            raise ValueError("Total of weights must be finite")
        return [population[i] for i in _choices(self._number, n, _index(k), list(cum_weights))]

    def shuffle(self, x):
        if _type(x) is list:
            _shuffle(self._number, x)
        else:
            for i in reversed(range(1, len(x))):
                j = _below(self._number, i + 1)
                x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        if isinstance(population, (set, frozenset, dict)):
            raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        if counts is not None:
            if len(counts) != len(population):
                raise ValueError("The number of counts does not match the population")
            population = [x for x, n in zip(population, counts) for _ in range(n)]
        return [population[i] for i in _sample(self._number, len(population), k)]

    def uniform(self, a, b):
        return _uniform(self._number, a, b)

    def triangular(self, low=0.0, high=1.0, mode=None):
        return _triangular(self._number, low, high, mode)

    def normalvariate(self, mu=0.0, sigma=1.0):
        return _normal(self._number, mu, sigma)

    def gauss(self, mu=0.0, sigma=1.0):
        return _gauss(self._number, mu, sigma)

    def lognormvariate(self, mu, sigma):
        from math import exp
        return exp(_normal(self._number, mu, sigma))

    def expovariate(self, lambd):
        return _exponential(self._number, lambd)

    def gammavariate(self, alpha, beta):
        return _gamma(self._number, alpha, beta)

    def betavariate(self, alpha, beta):
        return _beta(self._number, alpha, beta)

    def paretovariate(self, alpha):
        return (1.0 - random(self._number)) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        from math import log
        return alpha * (-log(1.0 - random(self._number))) ** (1.0 / beta)

    def vonmisesvariate(self, mu, kappa):
        from math import acos, cos, exp, pi, sqrt
        if kappa <= 1e-6:
            return 2.0 * pi * random(self._number)
        s = 0.5 / kappa
        r = s + sqrt(1.0 + s * s)
        while True:
            z = cos(pi * random(self._number))
            d = z / (r + z)
            u = random(self._number)
            if u < 1.0 - d * d or u <= (1.0 - d) * exp(d):
                break
        q = 1.0 / r
        f = (q + z) / (1.0 + q * z)
        a = acos(f)
        return (mu + a if random(self._number) > 0.5 else mu - a) % (2.0 * pi)

    def getstate(self):
        state = _state(self._number)
        return (3, state[:-1], state[-1])

    def __setstate__(self, state):
        self.setstate(state)

    def __reduce__(self):
        return _type(self), (), self.getstate()

    def setstate(self, state):
        version, words, gauss = state
        if version != 3:
            raise ValueError(f"state with version {version!r} passed to Random.setstate() of version 3")
        _restore(self._number, words, gauss)


SystemRandom = Random
_inst = Random()
seed = _inst.seed
getrandbits = _inst.getrandbits
randbytes = _inst.randbytes
randrange = _inst.randrange
randint = _inst.randint
choice = _inst.choice
choices = _inst.choices
shuffle = _inst.shuffle
sample = _inst.sample
uniform = _inst.uniform
triangular = _inst.triangular
normalvariate = _inst.normalvariate
gauss = _inst.gauss
lognormvariate = _inst.lognormvariate
expovariate = _inst.expovariate
gammavariate = _inst.gammavariate
betavariate = _inst.betavariate
paretovariate = _inst.paretovariate
weibullvariate = _inst.weibullvariate
vonmisesvariate = _inst.vonmisesvariate
getstate = _inst.getstate
setstate = _inst.setstate
