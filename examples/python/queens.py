# N-queens: all ways to place them, by backtracking


def queens(n):
    """The columns of the queens, row by row."""

    def place(row, columns, rising, falling):
        if row == n:
            yield ()
            return
        for c in range(n):
            if c in columns or row + c in rising or row - c in falling:
                continue
            for rest in place(row + 1, columns | {c}, rising | {row + c}, falling | {row - c}):
                yield (c, *rest)

    return place(0, frozenset(), frozenset(), frozenset())


def show(solution):
    for c in solution:
        print(" ".join("Q" if c == i else "." for i in range(len(solution))))


show(next(queens(8)))
for n in range(4, 8):
    print(n, "queens:", sum(1 for _ in queens(n)), "ways")
