VALUES = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
PAIRS = [("CM", 900), ("CD", 400), ("XC", 90), ("XL", 40), ("IX", 9),
         ("IV", 4)]


def write(number):
    if number < 1:
        raise ValueError("there is no numeral for it")
    text = ""
    table = sorted([*VALUES.items(), *PAIRS], key=lambda row: -row[1])
    for letters, value in table:
        times, number = divmod(number, value)
        text += letters * times
    return text


def read(text):
    total = 0
    for place, letter in enumerate(text):
        value = VALUES[letter]
        following = text[place + 1:place + 2]
        if following and VALUES[following] > value:
            total -= value
        else:
            total += value
    return total
