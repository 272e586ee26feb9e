def area(width, height)
    return width * height

if area(1, 2) = 2:
    print "two"

for i in range(3)
    pass

while True:
print(1)

class Shape
    pass

try:
    pass
print(1)
