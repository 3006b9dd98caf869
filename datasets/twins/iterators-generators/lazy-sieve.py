def source(numbers):
    for number in numbers:
        print(f"see {number}")
        yield number


def evens(stream):
    for number in stream:
        if number % 2 == 0:
            print(f"keep {number}")
            yield number


def sieve(numbers, count):
    kept = []
    if count == 0:
        return kept
    for number in evens(source(numbers)):
        kept.append(number)
        if len(kept) >= count:
            break
    return kept
