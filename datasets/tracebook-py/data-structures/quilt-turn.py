def turn(quilt, quarters):
    rows = [tuple(row) for row in quilt]
    for _ in range(quarters % 4):
        rows = list(zip(*rows[::-1]))
    return ["".join(row) for row in rows]


def frame(quilt):
    rings = []
    rows = [list(row) for row in quilt]
    while rows and rows[0]:
        ring = rows.pop(0)
        if rows:
            ring += [row.pop() for row in rows if row]
        if rows:
            ring += reversed(rows.pop())
        ring += [row.pop(0) for row in reversed(rows) if row]
        rings.append("".join(ring))
    return rings
