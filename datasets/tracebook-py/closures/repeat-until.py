import functools


def repeat(times, until):
    def decorate(function):
        @functools.wraps(function)
        def repeated(*args):
            results = []
            for _ in range(times):
                result = function(*args)
                results.append(result)
                if until(result):
                    break
            repeated.calls += len(results)
            return results
        repeated.calls = 0
        return repeated
    return decorate


def search(numbers):
    waiting = iter(numbers)

    @repeat(3, until=lambda number: number is None or number % 2 == 0)
    def draw(default):
        return next(waiting, default)

    first = draw(None)
    second = draw(0)
    return draw.__name__, first, second, draw.calls, list(waiting)
