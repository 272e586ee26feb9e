# An error: where it happened, who called, what it followed from


class OutOfStock(Exception):
    pass


stock = {"tea": 3, "cups": 0}


def take(name, n):
    try:
        left = stock[name] - n
    except KeyError as e:
        raise OutOfStock(f"there is no {name} at all") from e
    if left < 0:
        raise OutOfStock(f"only {stock[name]} of {name} left")
    stock[name] = left


def order(items):
    for name, n in items:
        take(name, n)
        print("took", n, name)


try:
    order([("tea", 2), ("cups", 1)])
except OutOfStock as e:
    print("caught:", e)

order([("tea", 1), ("sugar", 1)])
