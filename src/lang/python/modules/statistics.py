from math import fsum, isfinite, log, sqrt


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
        if isinstance(x, float) and not isfinite(x):
            return True
    return False


# A ratio as the kind of number the data are of.
def _as(data, num, den):
    for x in data:
        if not isinstance(x, int):
            if isinstance(x, float):
                return num / den
            return _type(x)(num) / _type(x)(den)
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
    from math import exp
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
    weights = [1] * len(data) if weights is None else list(weights)
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
    num, den = _squares(data, xbar)
    return _as(data, num, den * (len(data) - 1))


def pvariance(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pvariance requires at least one data point")
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
