# What `dataclasses` says of fields, and refuses
import dataclasses
from typing import ClassVar


def tried(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


@dataclasses.dataclass
class Point:
    x: int
    y: "int" = 0
    names: list = dataclasses.field(default_factory=list)
    seen: ClassVar[list] = []
    _: dataclasses.KW_ONLY
    z: float = 1.5


print(Point.__doc__, Point.__init__.__annotations__, Point(1, z=2))
print(tried(lambda: dataclasses.make_dataclass("C", ["a", "a"])), tried(lambda: dataclasses.make_dataclass("C", ["for"])),
    tried(lambda: dataclasses.make_dataclass("C", [("a", int, 3)])()), tried(lambda: dataclasses.make_dataclass("C", [()])))
print(dataclasses.fields(Point)[0].metadata, tried(lambda: dataclasses.fields(Point)[0].metadata.update(a=1)))
