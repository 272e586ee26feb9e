# How often words occur.
COUNT = 160000
WORDS = "the quick brown fox jumps over a lazy dog and then it rests while the dog sleeps on".split()


def words(count):
    state = 7
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        yield WORDS[state // 65536 % len(WORDS)]


def run(count):
    counts = {}
    for word in words(count):
        counts[word] = counts.get(word, 0) + 1
    lengths = {}
    for word, n in counts.items():
        if len(word) not in lengths:
            lengths[len(word)] = 0
        lengths[len(word)] += n
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3], sorted(lengths.items())


for part in run(COUNT):
    print(part)
