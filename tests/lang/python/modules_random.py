import random

random.seed(42)
print(random.random(), random.randint(1, 100), random.randrange(10), random.randrange(5, 50, 5), random.uniform(1, 10))
print(random.choice("abcdef"), random.choices([1, 2, 3], k=5), random.choices("xyz", weights=[1, 5, 1], k=6))
l = list(range(12))
random.shuffle(l)
print(l, random.sample(range(100), 5), random.sample(l, 3), random.getrandbits(40), random.gauss(0, 1))
print(random.normalvariate(2, 3), random.expovariate(1.5), random.betavariate(1, 2), random.gammavariate(2, 1))
print(random.triangular(0, 10, 5), random.paretovariate(3), random.choices("ab", cum_weights=[1, 4], k=4))
random.seed("text")
print(random.random(), random.gauss())
random.seed(1.5)
print(random.random())
r = random.Random(7)
s = r.getstate()
first = [r.random() for _ in range(3)]
r.setstate(s)
print(first == [r.random() for _ in range(3)], r.randint(0, 10 ** 30), random.Random(7).random() == first[0])
for bad in [lambda: random.choice([]), lambda: random.randrange(0), lambda: random.randint(3, 1),
        lambda: random.sample([1], 2), lambda: random.sample({1, 2}, 1), lambda: random.choices([1], [1, 2])]:
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
