# Products of square matrices, as lists of lists.
SIZE = 90


def matrix(n, seed):
    rows = []
    for i in range(n):
        row = []
        for j in range(n):
            row.append((i * seed + j) % 10 - 4.5)
        rows.append(row)
    return rows


def product(a, b):
    n = len(a)
    result = []
    for i in range(n):
        row, line = [0.0] * n, a[i]
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += line[k] * b[k][j]
            row[j] = total
        result.append(row)
    return result


c = product(matrix(SIZE, 3), matrix(SIZE, 7))
print(c[1][2], c[SIZE - 1][SIZE - 1], sum(c[5]))
