# Sorting by a key that a function of the program gives.
COUNT = 20000


def people(count):
    state, made = 42, []
    for i in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        made.append((f"name{state % 5000}", state % 90, i))
    return made


def run():
    all = people(COUNT)
    by_age = sorted(all, key=lambda p: p[1])
    by_name = sorted(by_age, key=lambda p: p[0])
    all.sort(key=lambda p: (-p[1], p[2]))
    return by_name[0], by_name[-1], all[0], all[-1]


for person in run():
    print(*person)
