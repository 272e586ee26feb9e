# Points of an n by n grid that stay in the Mandelbrot set for 50 steps.
n = 240


def steps(cr, ci):
    zr = 0.0
    zi = 0.0
    k = 0
    while k != 50:
        zr2 = zr * zr
        zi2 = zi * zi
        if zr2 + zi2 > 4.0:
            break
        zr, zi = (zr2 - zi2) + cr, 2.0 * (zr * zi) + ci
        k = k + 1
    return k


def count_inside():
    total = 0
    y = 0
    while y != n:
        x = 0
        while x != n:
            if steps((3.0 * x) / n - 2.25, (3.0 * y) / n - 1.5) == 50:
                total = total + 1
            x = x + 1
        y = y + 1
    return total


print(count_inside())
