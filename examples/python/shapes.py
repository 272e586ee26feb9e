# A class hierarchy: abstract classes, properties, operators
from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import pi


class Shape(ABC):
    @property
    @abstractmethod
    def area(self): ...

    def doubled(self):
        return 2 * self.area

    def __lt__(self, other):
        return self.area < other.area

    def __str__(self):
        return f"{type(self).__name__.lower()} of {self.area:.2f}"


@dataclass
class Circle(Shape):
    radius: float

    @property
    def area(self):
        return pi * self.radius**2


@dataclass
class Rectangle(Shape):
    width: float
    height: float

    @property
    def area(self):
        return self.width * self.height


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)


shapes = [Circle(1), Rectangle(2, 3.5), Square(2), Circle(0.5)]
for shape in sorted(shapes):
    print(shape)

print("all together:", round(sum(s.area for s in shapes), 3))
print(Square(3) == Square(3), [c.__name__ for c in Square.__mro__[:3]])
try:
    Shape()
except TypeError as e:
    print("TypeError:", e)

# This call sees three classes, whose method is in a fourth: look at it among the caches.
total = 0
for _ in range(200):
    for s in shapes:
        total += s.doubled()
print(f"{total:.1f}")
