def percent_off(percent):
    return lambda cents: cents - cents * percent // 100


def at_least(floor):
    def rule(cents):
        return max(floor, cents)
    return rule


def when(test, rule):
    def guarded(cents, **order):
        return rule(cents) if test(**order) else cents
    return guarded


RULES = [
    when(lambda count, **_: count >= 10, percent_off(20)),
    when(lambda member, **_: member, percent_off(15)),
    when(lambda **_: True, at_least(4)),
]


def price(cents, count, member=False):
    if cents < 0:
        raise ValueError("a price below nothing")
    trail = [cents]
    for rule in RULES:
        trail.append(rule(trail[-1], count=count, member=member))
    return trail[-1] * count, trail
