def averager():
    total = count = 0
    mean = None
    while True:
        number = yield mean
        if number == "reset":
            total = count = 0
            mean = None
            continue
        total += number
        count += 1
        mean = total / count


def means(numbers):
    average = averager()
    next(average)
    results = [average.send(number) for number in numbers]
    average.close()
    try:
        next(average)
    except StopIteration:
        results.append("closed")
    return results
