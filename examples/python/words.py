# Word count: what a text is made of
import re
from collections import Counter

TEXT = """
The machine reads what we write and does what it says. What we meant is
another matter: the machine does not know it. So we read what we wrote,
we run it, we look at what it does, and we write it again.
"""


def words(text):
    return re.findall(r"[a-z]+", text.lower())


def bar(share, width=24):
    return "#" * round(share * width)


all_words = words(TEXT)
counts = Counter(all_words)
most = counts.most_common(1)[0][1]

print(f"{len(all_words)} words, {len(counts)} of them different\n")
for word, n in counts.most_common(6):
    print(f"{word:>8} {n:3} {bar(n / most)}")

lengths = Counter(map(len, all_words))
mean = sum(n * k for n, k in lengths.items()) / len(all_words)
print(f"\nmean length {mean:.2f}, longest: {max(counts, key=len)!r}")
