"""Seeded chance and virtual time."""
import random
import time

rolls = [random.randint(1, 6) for _ in range(5)]
deck = list(range(5))
random.shuffle(deck)
pick = random.choice("abc")
own = random.Random(7).random()
start = time.time()
time.sleep(1.5)
passed = time.time() - start
print(sorted(deck), len(rolls), pick in "abc", passed)
