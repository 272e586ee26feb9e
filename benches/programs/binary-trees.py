# Growing and counting complete binary trees up to depth n: allocation and collection.
n = 12


def grow(depth):
    if depth == 0:
        return (None, None)
    return (grow(depth - 1), grow(depth - 1))


def nodes(tree):
    if tree[0] is None:
        return 1
    return 1 + nodes(tree[0]) + nodes(tree[1])


long_lived = grow(n)


def run():
    total = 0
    depth = 4
    while depth <= n:
        i = 2 ** (n - depth)
        while i != 0:
            total = total + nodes(grow(depth))
            i = i - 1
        depth = depth + 2
    return total + nodes(long_lived)


print(run())
