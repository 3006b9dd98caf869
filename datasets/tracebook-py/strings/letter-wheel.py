from itertools import cycle


def turn_letter(letter, by):
    if not letter.isalpha():
        return letter
    base = ord("A" if letter.isupper() else "a")
    return chr((ord(letter) - base + by) % 26 + base)


def turn(text, by):
    return "".join(turn_letter(letter, by) for letter in text)


def keyed(text, key):
    shifts = cycle(ord(letter) - ord("a") for letter in key)
    turned = []
    for letter in text:
        if letter.isalpha():
            turned.append(turn_letter(letter, next(shifts)))
        else:
            turned.append(letter)
    return "".join(turned)
