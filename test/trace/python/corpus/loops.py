"""Loops with break, continue, else, and what lies under them."""


def search(rows, wanted):
    seen = []
    for i, row in enumerate(rows):
        for cell in row:
            if cell == wanted:
                break
            if cell is None:
                continue
            seen.append(cell)
        else:
            seen.append("-")
            continue
        break
    else:
        return None, seen
    return i, seen


def late(values):
    out = []
    for v in values:
        try:
            if v % 2:
                continue
            out.append(10 // v)
        except ZeroDivisionError:
            out.append("zero")
            continue
        finally:
            out.append("f")
        out.append(v)
    return out


def counted(n):
    total = 0
    while n:
        n -= 1
        if n == 2:
            continue
        if n > 100:
            break
        total += n
    else:
        total = -total
    return total


def targets():
    box = {}
    row = [0, 0]
    for box["k"] in "ab":
        pass
    for row[1], (p, *q) in [(1, "xyz"), (2, "uv")]:
        pass
    for i in range(3):
        i = 10 * i
    for _ in ():
        never = 1
    return box, row, p, q, i


print(search([[1, 2], [None, 3]], 3), search([[1]], 9), late([2, 1, 0]), counted(5), targets())
