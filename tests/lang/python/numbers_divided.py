# Quotients of integers are floats, also where both are constants.
print(2 / 1, 7 / 7, 0 / 5, 6 / 2, -6 / 2, 1 / 3, 10 / 2 * 3, 2**62 / 2, 5 // 2, 6 // 2, 6 % 2, -7 // 2)
x, y = 4, 2
print(x / y, x / 2, 4 / y, x / 4, x / 3, x + 0.5, 0.5 - x, x * 0.5, x / 0.5, 1.0 * x, x - 1.5)
print(x < 4.5, 4.0 == x, x >= 4.0, 4.5 <= x, x != 4.0, 3.5 > x, 2**53 + 1 == 2.0**53, 2**53 + 1 > 2.0**53)
for a, b in ((1, 0), (1, 0.0), (1.0, 0), (0, 0)):
    try:
        print(a / b)
    except ZeroDivisionError as e:
        print(e)


def halves(n):
    return [i / 2 for i in range(n)], sum(i * 0.5 for i in range(n)), [i < 1.5 for i in range(n)]


print(halves(4))
