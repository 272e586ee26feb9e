# Hash maps: setting, updating, looking up and deleting integer and string keys.
n = 50000


def fill(table):
    i = 0
    while i != n:
        table[i * 7919 % 100003] = i
        i = i + 1


def look_up(table):
    k = 0
    found = 0
    while k != 100003:
        found = found + (1 if table.get(k) is not None else 0)
        k = k + 1
    return found


def delete_even(table):
    k = 0
    while k < 100003:
        table.pop(k, None)
        k = k + 2


def tally(words):
    i = 0
    while i != n:
        key = "word" + str(i % 1000)
        words[key] = words.get(key, 0) + 1
        i = i + 1


def run():
    table = {}
    words = {}
    fill(table)
    tally(words)
    found = look_up(table)
    delete_even(table)
    return found + len(table) + len(words) + words["word7"]


print(run())
