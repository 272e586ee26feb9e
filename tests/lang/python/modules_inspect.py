# What functions take, and what things are.
import functools
import inspect
import sys
import types
from inspect import Parameter, Signature, signature


def tried(f, *args, **named):
    try:
        print(f(*args, **named))
    except Exception as e:
        print(type(e).__name__, e)


def plain(a, b, c=3):
    """One line.

        indented
      less
    """


def all_kinds(a, b: int, /, c, d: "str" = "x", *rest: int, e, f: float = 2.5, **more) -> list[int]:
    return a


def only(a, /): pass
def named(*, a, b=None): pass
def rest(*args, **kwargs): pass
def gen(x=()): yield x
async def coro(x, *, y=1): return x
async def agen(x): yield x
def typed(a: list[int], b: dict[str, int] | None = None, c: types.SimpleNamespace = None, *, d: "later" = 1) -> None: pass


class A:
    """Of the class."""
    x = 1

    def __init__(self, a, b=2):
        self.a = a

    def m(self, p, *q):
        """Of m."""

    @classmethod
    def c(cls, k=1): pass

    @staticmethod
    def s(k, l): pass

    @property
    def p(self):
        "Of p."
        return 1

    def __call__(self, z, *, y=0): pass


class B(A):
    def m(self, p, *q): pass


class New:
    def __new__(cls, a, *b): return object.__new__(cls)


class Empty: pass
class Meta(type):
    def __call__(cls, one, two): pass
class WithMeta(metaclass=Meta): pass


outer = [1]


def deco(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs)
    return wrapper


wrapped = deco(plain)
for f in (plain, all_kinds, only, named, rest, gen, coro, agen, typed, A, B, A(1), A.m, A(1).m, A.c, A.s, New, Empty, WithMeta, wrapped, lambda: 0, lambda x, *y: 0,
        functools.partial(plain, 1), functools.partial(plain, b=2), functools.partial(all_kinds, 1, 2, 3, e=5), functools.partial(plain, 1, c=9), functools.partial(rest, 1, a=2),
        functools.partial(A(1).m, 3)):
    s = signature(f)
    print(s, len(s.parameters), repr(s))
print(signature(wrapped, follow_wrapped=False))
p = signature(all_kinds).parameters
for name in p:
    print(name, p[name].kind, repr(p[name].kind), p[name].kind.description, p[name].default, p[name].annotation, repr(p[name]), str(p[name]))
print(p["a"].default is Parameter.empty, p["c"].annotation is inspect._empty, signature(all_kinds).return_annotation, signature(plain).return_annotation is Signature.empty)
print(list(p), p["d"].replace(default=5, name="z", annotation=int), p["d"] == p["d"].replace(), hash(p["d"]) == hash(p["d"].replace()), p["a"] == 3)
print(Parameter("x", Parameter.KEYWORD_ONLY), Signature([Parameter("x", Parameter.POSITIONAL_ONLY), Parameter("y", Parameter.KEYWORD_ONLY, default=1)], return_annotation=int))
print(signature(plain) == signature(wrapped), signature(plain) == signature(only), signature(plain).replace(parameters=[]), signature(plain).replace(return_annotation="r"))
for wrong in (lambda: Parameter("x", 9), lambda: Parameter("1x", 1), lambda: Parameter("if", 1), lambda: Parameter(3, 1), lambda: Parameter("x", Parameter.VAR_POSITIONAL, default=1),
        lambda: Signature([Parameter("a", Parameter.KEYWORD_ONLY), Parameter("b", Parameter.POSITIONAL_ONLY)]), lambda: Signature([Parameter("a", 1), Parameter("a", 1)]),
        lambda: Signature([Parameter("a", 1, default=1), Parameter("b", 1)]), lambda: signature(5), lambda: signature("x")):
    tried(wrong)

s = signature(all_kinds)
for args, kw in (((1, 2, 3), {"e": 4}), ((1, 2, 3, 4, 5, 6), {"e": 7, "z": 8}), ((1, 2), {"c": 3, "e": 4, "d": 5}), ((1,), {}), ((1, 2, 3), {}), ((1, 2, 3), {"e": 1, "c": 2}), ((), {"a": 1})):
    try:
        b = s.bind(*args, **kw)
        print(b, b.args, b.kwargs)
        b.apply_defaults()
        print(b.arguments, b.args, b.kwargs, b.signature is s)
    except TypeError as e:
        print("TypeError", e)
print(s.bind_partial(1), s.bind_partial(e=3).kwargs, signature(plain).bind(1, c=2, b=3).args)
tried(lambda: signature(plain).bind(1, 2, 3, 4))
tried(lambda: signature(plain).bind(1, 2, z=4))
tried(lambda: signature(named).bind(1))
print(signature(plain).bind(1, 2) == signature(plain).bind(1, b=2))
def own_signature(*args): pass
own_signature.__signature__ = Signature([Parameter("shown", 1)])
print(signature(own_signature))

# What things are
class Desc:
    def __get__(self, o, t=None): return 1


things = dict(module=sys, cls=A, func=plain, method=A(1).m, classmethod=A.c, builtin=len, bound_builtin=[].append, generator=gen(), genfunc=gen, lam=lambda: 1, inst=A(1),
    prop=A.__dict__["p"], sm=A.__dict__["s"], cm=A.__dict__["c"], desc=Desc(), corofunc=coro, agenfunc=agen, code=plain.__code__, num=5, partial=functools.partial(gen), unbound=A.m)
for test in ("ismodule", "isclass", "isfunction", "ismethod", "isbuiltin", "isroutine", "isgeneratorfunction", "iscoroutinefunction", "isasyncgenfunction", "isgenerator", "isdatadescriptor",
        "iscode", "isawaitable", "isabstract", "ismethoddescriptor"):
    print(test, [name for name, v in things.items() if getattr(inspect, test)(v)])
c = coro(1)
print(inspect.iscoroutine(c), inspect.isawaitable(c), inspect.isasyncgen(agen(1)), inspect.getcoroutinestate(c))
c.close()
g = gen()
print(inspect.getgeneratorstate(g), next(g), inspect.getgeneratorstate(g), list(g), inspect.getgeneratorstate(g))
import abc
class Abstract(abc.ABC):
    @abc.abstractmethod
    def f(self): pass
print(inspect.isabstract(Abstract), inspect.isabstract(A))

print([n for n, v in inspect.getmembers(A) if not n.startswith("__")], inspect.getmembers(A(5), lambda v: isinstance(v, int)), [n for n, v in inspect.getmembers(A, inspect.isfunction)])
print([n for n, _ in inspect.getmembers(A(1), inspect.ismethod)], inspect.getmembers_static(A, lambda v: isinstance(v, property))[0][0])
print(repr(inspect.getdoc(plain)), inspect.getdoc(A), inspect.getdoc(B), inspect.getdoc(B.m), inspect.getdoc(B(1).m), inspect.getdoc(A.p), inspect.getdoc(only), inspect.getdoc(A.c))
print(repr(inspect.cleandoc("  first\n    second\n      third\n\n")), repr(inspect.cleandoc("\n\n  a\n\tb\n")), repr(inspect.cleandoc("")))
print(inspect.getmro(B), inspect.unwrap(wrapped) is plain, inspect.getmodule(plain) is sys.modules["__main__"], inspect.getmodulename("/a/b.py"), inspect.getmodulename("x.txt"))
print(inspect.getfile(plain) == __file__, type(inspect.getattr_static(A(1), "p")), inspect.getattr_static(A(7), "a"), inspect.getattr_static(A, "none", 9))
tried(inspect.getattr_static, A, "none")
tried(inspect.getfile, 3)
print(inspect.getfullargspec(all_kinds), inspect.getfullargspec(A(1).m).args, inspect.getcallargs(plain, 1, b=5))
tried(inspect.getfullargspec, 3)
print(inspect.get_annotations(typed), inspect.get_annotations(A), inspect.signature(lambda a=outer: 1))
def who():
    return inspect.stack()[0].function, inspect.stack()[1].lineno, inspect.currentframe().f_code.co_name, inspect.currentframe().f_back.f_lineno
print(who())
print(plain.__defaults__, all_kinds.__kwdefaults__, gen.__code__.co_flags & 32, A.m.__defaults__, A.__init__.__defaults__)
