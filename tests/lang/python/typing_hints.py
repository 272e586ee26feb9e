# What `typing` makes of types, and asks of them
import collections.abc
import typing
from typing import *

T = TypeVar("T")
U = TypeVar("U")


def tried(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


print([isinstance(v, Union[int, str]) for v in (1, "a", 1.5)], isinstance(None, Optional[int]), issubclass(bool, Union[int, str]))
print([isinstance(v, t) for t in (Iterable, typing.Sequence, Mapping, Hashable, typing.Callable, List) for v in ([], {}, len)])
print(tried(lambda: isinstance(1, List[int])), tried(lambda: isinstance(1, Any)), tried(lambda: issubclass(int, Final)))
print(isinstance(1, SupportsInt), isinstance("a", SupportsFloat), isinstance(1.5, SupportsAbs))
print(Union[int], Union[int, Union[str, None]], Optional[None], Optional[Union[int, str]], Union[int, str] == Union[str, int])
print(Union[int, str] == (int | str), hash(Union[int, str]) == hash(Union[str, int]), Literal[1, True] == Literal[1, 1])
print(List["int"], Dict[str, T][int], Dict[str, T].__parameters__, Callable[[int, T], U][str, bytes], Callable[..., int])
print(get_args(Callable[[int], str]), get_args(Callable[..., str]), get_origin(Callable[[int], str]) is collections.abc.Callable)
print(get_origin(List[int]), get_origin(Union[int, str]), get_args(Optional[int]), get_args(Annotated[int, "x"]))
print(Annotated[int, "x", 3], Annotated[int, "x"].__metadata__, Literal["a", 1, Literal[2]], Tuple[()], Tuple[int, ...])
for wrong in (lambda: List(), lambda: ClassVar[int, str], lambda: List[int][str], lambda: Generic[int],
        lambda: Generic[T, T], lambda: ForwardRef("x y"), lambda: TypeVar("X", int), lambda: get_type_hints(1)):
    print(tried(wrong))


class Box(Generic[T]):
    def __init__(self, x: T):
        self.x = x


class Named(Box[int]):
    pass


class Pair(Box[T], Generic[T, U]):
    pass


print(Box[int], Box[int](3).x, Box.__parameters__, get_args(Box[int]), get_origin(Box[int]), Named.__orig_bases__)
print([c.__name__ for c in Named.__mro__], tried(lambda: Named[int]), Pair.__parameters__, Pair[int, str], Box[T][int])


class A:
    x: "int"
    y: Optional["A"] = None
    z: List["B"]
    w: Annotated[int, "q"]


class B(A):
    v: None


def f(a: "int", b: "List[str]" = None) -> "A":
    pass


print(get_type_hints(A))
print(get_type_hints(B)["v"], get_type_hints(A, include_extras=True)["w"], get_type_hints(f), get_type_hints(Box.__init__))


class Film(TypedDict, total=False):
    year: int
    title: Required[str]


print(Film.__required_keys__, Film.__optional_keys__, Film.__total__, Film(year=1), tried(lambda: isinstance({}, Film)))
Id = NewType("Id", int)
print(Id, Id(4), Id | None)


class One(Mapping[str, int]):
    def __getitem__(self, key):
        return len(key)

    def __iter__(self):
        return iter(["a", "bc"])

    def __len__(self):
        return 2


print(dict(One().items()), One().get("xyz"), "a" in One(), tried(lambda: type("X", (collections.abc.Sized,), {})()))


def sub():
    class X(Union[int, str]):
        pass


print(tried(sub))
