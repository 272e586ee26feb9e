# Building strings piece by piece, short ones and longer ones.
n = 100000


def run():
    i = 0
    line = ""
    chars = 0
    while i != n:
        next = line + str(i % 1000) + ","
        if len(next) > 120:
            chars = chars + len(next)
            line = ""
        else:
            line = next
        i = i + 1
    return chars + len(line)


print(run())
