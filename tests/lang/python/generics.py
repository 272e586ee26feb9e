# Builtin classes with arguments.
import typing, types, collections
from typing import TypeVar, Optional, Union, List
def show(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
T = TypeVar("T"); K = TypeVar("K")
a = dict[int, str]
print(a, a.__origin__, a.__args__, a.__parameters__, a == dict[int, str], a != dict[int, int], hash(a) == hash(dict[int, str]))
print(a(x=1), a([(1, "a")]), type(a).__name__, type(a) is types.GenericAlias, list[int]((1, 2)))
print(list[T], list[T].__parameters__, dict[K, list[T]].__parameters__, list[T][int], dict[K, list[T]][int, str], tuple[()], tuple[int, ...])
show(lambda: list[int][str]); show(lambda: dict[K, T][int]); show(lambda: isinstance([], list[int])); show(lambda: issubclass(list, list[int]))
show(lambda: int[str]); show(lambda: str[0])
class C: pass
class D(list): pass
show(lambda: C[int]); print(D[int], D[int]().__class__, D[C])
class E(dict[str, int]): x = 1
print(E.__mro__, E.__bases__, E(a=1))
print(list[int] | None, None | list[int], int | list[str], list[int] | int | str, (list[int] | None).__args__)
print(dict[str, int].fromkeys("ab"))
show(lambda: list[int].nope)
print(typing.get_origin(list[int]), typing.get_args(dict[int, str]), typing.get_origin(int), typing.get_args(int), typing.get_args(int | str))
print(type[int], list[C], frozenset[int], list[list[int]], set["x"], list[[1]])
print(typing.get_origin(Optional[int]), typing.get_args(Optional[int]), typing.get_origin(List[int]))
def f(x: list[int], *, y: dict[str, int] = {}) -> tuple[int, ...]: ...
print(f.__annotations__, {list[int]: 1}[list[int]])
import copy
print(copy.copy(a), copy.deepcopy(a), [t for t in (list[int], int) if isinstance(t, type)])
