# A loop over integers: add, multiply, remainder, compare.
n = 2000000


def run():
    i = 0
    sum = 0
    while i < n:
        sum = (sum + i * 7) % 1000003
        i = i + 1
    return sum


print(run())
