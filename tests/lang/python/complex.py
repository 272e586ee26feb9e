import cmath
print(1j, 3+4j, -2j, complex(1,2), complex("1+2j"), complex(3), complex(), complex(1.5, -0.0), -(0j), 1j*1j, (1+2j)/(3-4j), (1+2j)**2, (1+2j)**(0.5+1j), 2**1j, (-8)**(1/3), abs(3+4j), (3+4j).real, (3+4j).imag, (1+2j).conjugate())
print(1j == 1j, 1+0j == 1, hash(1+0j) == hash(1), hash(1+2j), bool(0j), bool(1j), {1+0j: 2}[1], repr(complex("nan")), 1e100j, 1+1e-7j)
print(f"{1+2j:.2f} {3.14159+2.5j:10.3f}|{1j}|", "%s" % 2j, str(1-1j), format(1+2j, "+.1e"))
for f in (lambda: 1j < 2, lambda: 1j // 2, lambda: int(1j), lambda: float(1j), lambda: 1j / 0, lambda: 0j ** -1, lambda: complex("x"), lambda: complex([]), lambda: ~1j, lambda: 0j ** 1j, lambda: 1j % 2, lambda: complex("1", 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(isinstance(1j, complex), type(1j), sum([1j, 2, 3.5]), 1j + True, [1j] == [0+1j], 5 - 2j, 2.5 * 1j, 1j - 1)
x = 1j; x += 2; x *= 2; print(x)
class A:
    def __complex__(self): return 3+1j
class B:
    def __radd__(self, o): return ("radd", o)
    def __float__(self): return 2.5
print(complex(A()), 1j + B(), complex(B()))
print(cmath.sqrt(-1), cmath.exp(1j * cmath.pi), cmath.phase(1j), cmath.polar(1+1j), cmath.rect(2, cmath.pi / 2), cmath.log(1j), cmath.cos(1+1j), cmath.sin(1j), cmath.tan(0.5+0.5j), cmath.isclose(1j, 1j + 1e-12))
print(pow(1j, 2), pow(2, 1j), divmod(7, 2), (1+2j) != (1+2j), complex(real=1, imag=2), (2).conjugate(), 2.5.conjugate())
