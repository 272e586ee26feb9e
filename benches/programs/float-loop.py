# A loop over floats: the logistic map, whose every step depends on the last.
import math

n = 2000000


def run():
    i = 0
    x = 0.5
    sum = 0.0
    while i < n:
        sum = sum + x
        x = (3.75 * x) * (1.0 - x)
        i = i + 1
    return sum / n


print(float(math.floor(1000.0 * run())))
