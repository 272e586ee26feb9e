from typing import (TYPE_CHECKING, Any, Callable, ClassVar, Dict, Generic, Iterable, List, Literal, NamedTuple, NewType,
    Optional, Protocol, Tuple, TypedDict, TypeVar, Union, cast, overload, runtime_checkable)
from dataclasses import dataclass

T = TypeVar("T")
K = TypeVar("K", bound=int)


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> Optional[T]:
        return self.items.pop() if self.items else None


s = Stack[int]()
s.push(1)
print(s.pop(), s.pop(), T, cast(int, "x"), TYPE_CHECKING)


class Employee(NamedTuple):
    name: str
    id: int = 3

    def label(self) -> str:
        return f"{self.name}#{self.id}"


e = Employee("Guido")
print(e, e.label(), e.id, e[0], Employee._fields, e == ("Guido", 3))


class Movie(TypedDict):
    name: str
    year: int


m: Movie = {"name": "x", "year": 1}
print(m, Movie(name="a", year=2))


@runtime_checkable
class Closes(Protocol):
    def close(self) -> None:
        ...


class Door:
    def close(self):
        return "closed"


print(isinstance(Door(), Closes), isinstance(3, Closes))


class Draws(Protocol):
    def draw(self) -> str: ...


class Circle(Draws):
    def draw(self) -> str:
        return "o"


print(Circle().draw())


@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x):
    return x


print(f(1), f("a"))
UserId = NewType("UserId", int)
print(UserId(5) + 1)
print(List[int], Optional[str], Union[int, str], Dict[str, int], Callable[[int], str], Any, Tuple[int, ...], Literal["a", 1])


@dataclass
class D:
    count: ClassVar[int] = 0
    v: Optional[int] = None
    w: "List[int]" = None


print(D(), D(1, [2]))


def g(a: Dict[str, List[int]], b: Callable[..., Any] = None, *c: Iterable[int]) -> Union[int, None]:
    return 1


print(g({}))
