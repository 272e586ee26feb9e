__all__ = ["NormalDist", "StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean",
    "linear_regression", "mean", "median", "median_grouped", "median_high", "median_low", "mode", "multimode", "pstdev",
    "pvariance", "quantiles", "stdev", "variance"]
from math import erf, exp, fabs, fsum, hypot, isfinite, log, nan, sqrt, tau


class StatisticsError(ValueError):
    pass


# Sums are of ratios of integers, so that they are exact: numerator and denominator.
def _exact_sum(data):
    num, den = 0, 1
    for x in data:
        n, d = x.as_integer_ratio()
        if d == den:
            num += n
        elif den % d == 0:
            num += n * (den // d)
        elif d % den == 0:
            num = num * (d // den) + n
            den = d
        else:
            num = num * d + n * den
            den *= d
    return num, den


def _is_odd_one(data):
    for x in data:
        if not isinstance(x, int) and not isfinite(x):
            return True
    return False


# A ratio as the kind of number the data are of.
def _as(data, num, den):
    for x in data:
        if not isinstance(x, int):
            t = _type(x)
            if isinstance(x, float):
                return num / den if t is float else t(num / den)
            return t(num) / t(den)
    return num // den if num % den == 0 else num / den


def mean(data):
    data = list(data)
    if not data:
        raise StatisticsError("mean requires at least one data point")
    if _is_odd_one(data):
        return sum(data) / len(data)
    num, den = _exact_sum(data)
    return _as(data, num, den * len(data))


def fmean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("fmean requires at least one data point")
    if weights is None:
        return fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    total = fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return fsum([x * w for x, w in zip(data, weights)]) / total


def geometric_mean(data):
    logs = []
    for x in data:
        if x <= 0:
            raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers")
        logs.append(log(x))
    if not logs:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers")
    return exp(fsum(logs) / len(logs))


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if weights is None and len(data) == 1 and data[0] >= 0:
        return data[0]
    weights = [1] * len(data) if weights is None else list(weights)
    if len(weights) != len(data):
        raise StatisticsError("Number of weights does not match data size")
    if _is_odd_one(data):
        return nan if [x for x in data if x != x] else fsum(weights) / fsum([w / x for x, w in zip(data, weights)])
    parts = []
    for x, w in zip(data, weights):
        if x < 0:
            raise StatisticsError("harmonic mean does not support negative values")
        if x == 0:
            return x
        _append(parts, w / x)
    num, den = _exact_sum(parts)
    total, of = _exact_sum(weights)
    return _as(parts, total * den, of * num)


def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    i = n // 2
    return data[i] if n % 2 == 1 else (data[i - 1] + data[i]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    data = sorted(data)
    n = len(data)
    if not n:
        raise StatisticsError("no median for empty data")
    x = data[n // 2]
    below = len([y for y in data if y < x])
    same = data.count(x)
    return float(x) - float(interval) / 2.0 + float(interval) * (n / 2 - below) / same


def _counts(data):
    counts = {}
    for x in data:
        counts[x] = counts.get(x, 0) + 1
    return counts


def mode(data):
    counts = _counts(data)
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts, key=lambda x: counts[x])


def multimode(data):
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [x for x in counts if counts[x] == most]


# The sum of the squares of differences from the mean, as a ratio.
def _squares(data, c):
    n = len(data)
    if c is not None:
        return _exact_sum([(x - c) * (x - c) for x in data])
    a, b = _exact_sum(data)
    num, den = _exact_sum([_Ratio(*x.as_integer_ratio()).squared() for x in data])
    # The sum of squares less the square of the sum by the count.
    return num * n * b * b - a * a * den, den * n * b * b


class _Ratio:
    __slots__ = ("n", "d")

    def __init__(self, n, d):
        self.n = n
        self.d = d

    def squared(self):
        return _Ratio(self.n * self.n, self.d * self.d)

    def as_integer_ratio(self):
        return self.n, self.d


def variance(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("variance requires at least two data points")
    if _is_odd_one(data):
        return nan
    num, den = _squares(data, xbar)
    return _as(data, num, den * (len(data) - 1))


def pvariance(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pvariance requires at least one data point")
    if _is_odd_one(data):
        return nan
    num, den = _squares(data, mu)
    return _as(data, num, den * len(data))


# The root of a ratio, rounded once.
def _root(num, den):
    from math import isqrt
    if num == 0:
        return 0.0
    shift = max(0, 130 - (num.bit_length() - den.bit_length())) & -2
    down = max(0, (num.bit_length() - den.bit_length()) - 130) & -2
    n, d = num << shift, den << down
    q = n // d
    r = isqrt(q)
    sticky = 1 if r * r != q or n % d else 0
    r = r << 1 | sticky
    e = (down - shift) // 2 - 1
    return float(r << e) if e >= 0 else r / (1 << -e)


def stdev(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("stdev requires at least two data points")
    num, den = _squares(data, xbar)
    return _root(num, den * (len(data) - 1))


def pstdev(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pstdev requires at least one data point")
    num, den = _squares(data, mu)
    return _root(num, den * len(data))


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    result = []
    if method == "inclusive":
        for i in range(1, n):
            j, d = divmod(i * (size - 1), n)
            result.append((data[j] * (n - d) + data[j + 1] * d) / n)
        return result
    if method == "exclusive":
        for i in range(1, n):
            j = min(max(i * (size + 1) // n, 1), size - 1)
            d = i * (size + 1) - j * n
            result.append((data[j - 1] * (n - d) + data[j] * d) / n)
        return result
    raise ValueError(f"Unknown method: {method!r}")


def covariance(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError("covariance requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("covariance requires at least two data points")
    a, b = fsum(x) / n, fsum(y) / n
    return fsum([(p - a) * (q - b) for p, q in zip(x, y)]) / (n - 1)


def correlation(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError("correlation requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("correlation requires at least two data points")
    a, b = fsum(x) / n, fsum(y) / n
    both = fsum([(p - a) * (q - b) for p, q in zip(x, y)])
    xx = fsum([(p - a) ** 2.0 for p in x])
    yy = fsum([(q - b) ** 2.0 for q in y])
    if xx * yy == 0.0:
        raise StatisticsError("at least one of the inputs is constant")
    return both / sqrt(xx * yy)


def linear_regression(x, y, /, *, proportional=False):
    from collections import namedtuple
    n = len(x)
    if len(y) != n:
        raise StatisticsError("linear regression requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("linear regression requires at least two data points")
    a = b = 0.0
    if not proportional:
        a, b = fsum(x) / n, fsum(y) / n
    both = fsum([(p - a) * (q - b) for p, q in zip(x, y)])
    xx = fsum([(p - a) ** 2.0 for p in x])
    if xx == 0.0:
        raise StatisticsError("x is constant")
    slope = both / xx
    return namedtuple("LinearRegression", "slope intercept")(slope, 0.0 if proportional else b - slope * a)


# The coefficients of Wichura's algorithm AS 241, for the middle, the tails and the ends: of each the
# polynomial above, then the one below the stroke, whose first is 1.
_AS241 = (
    ((2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
        1971.5909503065513, 133.14166789178438, 3.3871328727963665),
    (5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
        687.1870074920579, 42.31333070160091, 1.0)),
    ((0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684,
        3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835),
    (1.0507500716444169e-09, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008,
        0.6897673349851, 1.6763848301838038, 2.053191626637759, 1.0)),
    ((2.0103343992922881e-07, 2.7115555687434876e-05, 0.0012426609473880784, 0.026532189526576124,
        0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103),
    (2.0442631033899397e-15, 1.421511758316446e-07, 1.8463183175100548e-05, 0.0007868691311456133,
        0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1.0)))


def _polynomials(which, r):
    above = below = 0.0
    for a, b in zip(*_AS241[which]):
        above, below = above * r + a, below * r + b
    return above / below


def _normal_dist_inv_cdf(p, mu, sigma):
    q = p - 0.5
    if abs(q) <= 0.425:
        return mu + q * _polynomials(0, 0.180625 - q * q) * sigma
    r = sqrt(-log(p if q <= 0.0 else 1.0 - p))
    x = _polynomials(1, r - 1.6) if r <= 5.0 else _polynomials(2, r - 5.0)
    return mu + (-x if q < 0.0 else x) * sigma


class NormalDist:
    __slots__ = ("_mu", "_sigma")

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        m = mean(data)
        return cls(m, stdev(data, m))

    def samples(self, n, *, seed=None):
        import random
        gauss = random.gauss if seed is None else random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def _spread(self, what, zero="is zero"):
        if not self._sigma:
            raise StatisticsError(f"{what}() not defined when sigma {zero}")
        return self._sigma

    def pdf(self, x):
        variance = self._spread("pdf") * self._sigma
        d = x - self._mu
        return exp(d * d / (-2.0 * variance)) / sqrt(tau * variance)

    def cdf(self, x):
        return 0.5 * (1.0 + erf((x - self._mu) / (self._spread("cdf") * sqrt(2.0))))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        return _normal_dist_inv_cdf(p, self._mu, self._spread("cdf", "at or below zero"))

    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        x, y = (other, self) if (other._sigma, other._mu) < (self._sigma, self._mu) else (self, other)
        u, v = x.variance, y.variance
        if not u or not v:
            x._spread("overlap")
        dv, dm = v - u, abs(y._mu - x._mu)
        if not dv:
            return 1.0 - erf(dm / (2.0 * x._sigma * sqrt(2.0)))
        a = x._mu * v - y._mu * u
        b = x._sigma * y._sigma * sqrt(dm * dm + dv * log(v / u))
        return 1.0 - sum([fabs(y.cdf(at) - x.cdf(at)) for at in ((a + b) / dv, (a - b) / dv)])

    def zscore(self, x):
        return (x - self._mu) / self._spread("zscore")

    @property
    def mean(self):
        return self._mu

    median = mode = mean

    @property
    def stdev(self):
        return self._sigma

    @property
    def variance(self):
        return self._sigma * self._sigma

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __mul__(self, x):
        return NormalDist(self._mu * x, self._sigma * fabs(x))

    def __truediv__(self, x):
        return NormalDist(self._mu / x, self._sigma / fabs(x))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    __radd__ = __add__

    def __rsub__(self, other):
        return -(self - other)

    __rmul__ = __mul__

    def __eq__(self, other):
        return (self._mu, self._sigma) == (other._mu, other._sigma) if isinstance(other, NormalDist) else NotImplemented

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{_type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"
