import math
from math import inf, nan, pi, e, tau

infj = complex(0.0, inf)
nanj = complex(0.0, nan)


def _c(z):
    return z if _type(z) is complex else complex(z)


def phase(z):
    z = _c(z)
    return math.atan2(z.imag, z.real)


def polar(z):
    z = _c(z)
    return abs(z), phase(z)


def rect(r, phi):
    if r == 0:
        return complex(0.0, 0.0)
    return complex(r * math.cos(phi), r * math.sin(phi)) if phi else complex(r, r * phi)


def isnan(z):
    z = _c(z)
    return math.isnan(z.real) or math.isnan(z.imag)


def isinf(z):
    z = _c(z)
    return math.isinf(z.real) or math.isinf(z.imag)


def isfinite(z):
    z = _c(z)
    return math.isfinite(z.real) and math.isfinite(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    a, b = _c(a), _c(b)
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    d = abs(a - b)
    return d <= rel_tol * abs(b) or d <= rel_tol * abs(a) or d <= abs_tol


def sqrt(z):
    z = _c(z)
    re, im = z.real, z.imag
    if re == 0.0 and im == 0.0:
        return complex(0.0, im)
    ax, ay = abs(re) / 8.0, abs(im)
    s = 2.0 * math.sqrt(ax + math.hypot(ax, ay / 8.0))
    d = ay / (2.0 * s)
    return complex(s, math.copysign(d, im)) if re >= 0.0 else complex(d, math.copysign(s, im))


def exp(z):
    z = _c(z)
    size = math.exp(z.real)
    return complex(size * math.cos(z.imag), size * math.sin(z.imag))


def log(z, base=_MISSING):
    z = _c(z)
    ax, ay = abs(z.real), abs(z.imag)
    if ax == 0.0 and ay == 0.0:
        raise ValueError("math domain error")
    h = math.hypot(ax, ay)
    if 0.71 <= h <= 1.73:
        big, small = (ax, ay) if ax > ay else (ay, ax)
        r = math.log1p((big - 1) * (big + 1) + small * small) / 2.0
    else:
        r = math.log(h)
    w = complex(r, math.atan2(z.imag, z.real))
    return w if base is _MISSING else w / log(base)


_ln10 = 2.302585092994045684017991454684


def log10(z):
    w = log(z)
    return complex(w.real / _ln10, w.imag / _ln10)


def cosh(z):
    z = _c(z)
    return complex(math.cos(z.imag) * math.cosh(z.real), math.sin(z.imag) * math.sinh(z.real))


def sinh(z):
    z = _c(z)
    return complex(math.cos(z.imag) * math.sinh(z.real), math.sin(z.imag) * math.cosh(z.real))


def tanh(z):
    z = _c(z)
    if abs(z.real) > 350:
        x = math.exp(-2.0 * abs(z.real))
        return complex(math.copysign(1.0, z.real), 4.0 * math.sin(z.imag) * math.cos(z.imag) * x)
    tx, ty = math.tanh(z.real), math.tan(z.imag)
    cx = 1.0 / math.cosh(z.real)
    txty = tx * ty
    below = 1.0 + txty * txty
    return complex(tx * (1.0 + ty * ty) / below, ty / below * cx * cx)


def _turned(z):
    return complex(-z.imag, z.real)


def _back(z):
    return complex(z.imag, -z.real)


def cos(z):
    return cosh(_turned(_c(z)))


def sin(z):
    return _back(sinh(_turned(_c(z))))


def tan(z):
    return _back(tanh(_turned(_c(z))))


def acos(z):
    z = _c(z)
    s1, s2 = sqrt(complex(1.0 - z.real, -z.imag)), sqrt(complex(1.0 + z.real, z.imag))
    return complex(2.0 * math.atan2(s1.real, s2.real), math.asinh(s2.real * s1.imag - s2.imag * s1.real))


def acosh(z):
    z = _c(z)
    s1, s2 = sqrt(complex(z.real - 1.0, z.imag)), sqrt(complex(z.real + 1.0, z.imag))
    return complex(math.asinh(s1.real * s2.real + s1.imag * s2.imag), 2.0 * math.atan2(s1.imag, s2.real))


def asinh(z):
    z = _c(z)
    s1, s2 = sqrt(complex(1.0 + z.imag, -z.real)), sqrt(complex(1.0 - z.imag, z.real))
    return complex(math.asinh(s1.real * s2.imag - s2.real * s1.imag),
        math.atan2(z.imag, s1.real * s2.real - s1.imag * s2.imag))


def asin(z):
    return _back(asinh(_turned(_c(z))))


def atanh(z):
    z = _c(z)
    if z.real < 0.0 or z.real == 0.0 and math.copysign(1.0, z.real) < 0.0:
        return -atanh(-z)
    ay = abs(z.imag)
    if z.real == 1.0 and ay == 0.0:
        raise ValueError("math domain error")
    below = (1 - z.real) * (1 - z.real)
    return complex(math.log1p(4.0 * z.real / (below + ay * ay)) / 4.0,
        -math.atan2(-2.0 * z.imag, (1 - z.real) * (1 + z.real) - ay * ay) / 2.0)


def atan(z):
    return _back(atanh(_turned(_c(z))))
