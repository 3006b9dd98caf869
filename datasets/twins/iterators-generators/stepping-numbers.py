def steps(start, size):
    place = start
    while True:
        yield place
        place = (place + size) % 11


def collect(start, size, rounds):
    stream = steps(start, size)
    sums = []
    for count in rounds:
        total = 0
        for _ in range(count):
            total += next(stream)
        sums.append(total)
    return sums
