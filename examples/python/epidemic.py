# An epidemic: a small simulation with chance in it
import random

PEOPLE, MEETINGS, RISK, DAYS_ILL = 400, 6, 0.08, 7


class Person:
    def __init__(self):
        self.state = "well"
        self.days = 0

    def infect(self):
        if self.state == "well":
            self.state = "ill"
            self.days = DAYS_ILL

    def sleep(self):
        if self.state == "ill":
            self.days -= 1
            if self.days == 0:
                self.state = "immune"


def day(people):
    ill = [p for p in people if p.state == "ill"]
    for _ in ill:
        for other in random.choices(people, k=MEETINGS):
            if random.random() < RISK:
                other.infect()
    for p in people:
        p.sleep()
    return len(ill)


random.seed(11)
people = [Person() for _ in range(PEOPLE)]
for p in people[:3]:
    p.infect()

today = 0
while (ill := day(people)) and today < 60:
    if today % 4 == 0:
        print(f"day {today:2} {ill:4} {'*' * (ill // 4)}")
    today += 1

states = [p.state for p in people]
print(f"over after {today} days; {states.count('immune')} had it, {states.count('well')} never did")
