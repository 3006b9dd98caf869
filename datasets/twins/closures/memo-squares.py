def remember(work):
    known = {}

    def asked(number):
        if number not in known:
            known[number] = work(number)
        return known[number]

    return asked


def ask(numbers):
    done = []

    def square(number):
        done.append(number)
        return number * number

    quick = remember(square)
    total = 0
    for number in numbers:
        total += quick(number)
    return [total, done]
