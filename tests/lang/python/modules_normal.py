# `statistics.NormalDist`, and data that are not finite
import math
import statistics


def tried(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


N = statistics.NormalDist(100, 15)
print(N, N.cdf(115), N.inv_cdf(0.975), N.pdf(100), N.quantiles(), N.overlap(statistics.NormalDist(110, 10)), N.zscore(130))
print(N + 5, 2 * N - statistics.NormalDist(1, 4), -N / 2, statistics.NormalDist.from_samples([1, 2, 4]), N == statistics.NormalDist(100, 15.0))
print(tried(lambda: statistics.NormalDist(0, -1)), tried(lambda: N.inv_cdf(1)), statistics.mean([1.0, math.inf]), statistics.variance([1, math.nan]))
