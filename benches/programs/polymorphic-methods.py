# A method that four classes have, three by inheritance.
COUNT = 150000


class Shape:
    def __init__(self, size):
        self.size = size

    def area(self):
        return 0

    def doubled(self):
        return 2 * self.area()


class Square(Shape):
    def area(self):
        return self.size * self.size


class Circle(Shape):
    def area(self):
        return 3 * self.size * self.size


class Triangle(Shape):
    def area(self):
        return self.size * self.size // 2


def total(shapes, count):
    result = 0
    for i in range(count):
        for shape in shapes:
            result += shape.doubled()
        result %= 1000003
    return result


print(total([Shape(3), Square(4), Circle(5), Triangle(6)], COUNT))
