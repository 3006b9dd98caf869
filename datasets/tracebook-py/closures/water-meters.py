def reservoir(litres):
    left = litres

    def meter(name):
        used = 0

        def draw(amount):
            nonlocal left, used
            given = min(amount, left)
            left -= given
            used += given
            return name, given, used

        return draw

    def level():
        return left

    return meter, level


def run(litres, draws):
    meter, level = reservoir(litres)
    meters = {}
    log = []
    for name, amount in draws:
        draw = meters.setdefault(name, meter(name))
        log.append(draw(amount))
    return log, level()
