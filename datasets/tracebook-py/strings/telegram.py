SHORT = {"please": "pls", "with": "w", "and": "+"}
DROPPED = ("the", "a", "an")


def send(message, price=2):
    words = [word for word in message.lower().split()
             if word not in DROPPED]
    short = [SHORT.get(word, word) for word in words]
    for place, word in enumerate(short):
        vowels = sum(word.count(vowel) for vowel in "aeiou")
        if len(word) > 5 and vowels > 2:
            short[place] = word[0] + "".join(
                letter for letter in word[1:] if letter not in "aeiou"
            )
            print(word, "->", short[place])
    text = " stop ".join(short).upper()
    print(text or "(nothing)")
    return len(short) * price
