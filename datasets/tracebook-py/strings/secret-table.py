def swap_letters(text, old, new, drop=""):
    table = str.maketrans(old, new, drop)
    swapped = text.translate(table)
    same = sum(a == b for a, b in zip(text, swapped))
    return swapped, same


def count_kept(text, letters, drop=""):
    kept = {letter: 0 for letter in letters}
    swapped, _ = swap_letters(text, letters, letters[::-1], drop)
    for letter in swapped:
        if letter in kept:
            kept[letter] += 1
    order = sorted(kept, key=lambda letter: (-kept[letter], letter))
    return swapped, "".join(order), kept
