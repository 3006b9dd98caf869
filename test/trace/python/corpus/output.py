"""Printing in pieces, to both streams, from many places."""
import sys

print("a", "b", sep="-", end="")
print("c")
sys.stdout.write("no line end")
sys.stderr.write("error\n")
print("to stderr", file=sys.stderr)


def speak(n):
    print("in", n)
    if n:
        speak(n - 1)
    print("out", n, end=";")


speak(1)
print()
print("two\nlines", "é😀", end="")
[print(i, end=",") for i in range(3)]
print(*[], sep="x")
print(None, 1.0, True, [1, "s"])
sys.stdout.flush()
