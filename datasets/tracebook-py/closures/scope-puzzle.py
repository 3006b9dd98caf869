mode = "module"
count = 10


def outer(depth):
    mode = "outer"
    seen = []

    def inner():
        seen.append(mode)
        if depth > 1:
            seen.append([mode for mode in range(depth)][-1])

    def renamed():
        mode = "renamed"
        inner()
        seen.append(mode)

    renamed()
    if depth:
        mode = "changed"
    inner()
    return seen


def settle(times):
    global count
    before = count
    for _ in range(times):
        count += 1
    try:
        return bump(), count - before
    finally:
        count = before


def bump():
    count = len(mode)
    return count
