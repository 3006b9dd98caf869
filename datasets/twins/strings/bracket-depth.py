PARTNERS = {")": "(", "]": "["}


def check(text):
    waiting = []
    deepest = 0
    for i in range(len(text)):
        sign = text[i]
        if sign not in PARTNERS:
            waiting.append(sign)
            deepest = max(deepest, len(waiting))
            continue
        if len(waiting) == 0 or waiting.pop() != PARTNERS[sign]:
            raise ValueError(f"unexpected {sign} at {i}")
    if len(waiting) > 0:
        raise ValueError(f"{len(waiting)} still open")
    return deepest
