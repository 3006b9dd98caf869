LETTERS = "abcdefghijklmnopqrstuvwxyz"


def turn(text, by):
    turned = ""
    for letter in text:
        place = LETTERS.find(letter)
        if place < 0:
            turned += letter
        else:
            turned += LETTERS[(place + by) % 26]
    return turned
