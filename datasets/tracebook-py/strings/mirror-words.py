def grow(word, left, right):
    while left >= 0 and right < len(word) and word[left] == word[right]:
        left -= 1
        right += 1
    return word[left + 1:right]


def longest_mirror(word):
    best = ""
    for middle in range(len(word)):
        for right in (middle, middle + 1):
            mirror = grow(word, middle, right)
            if len(mirror) > len(best):
                best = mirror
    return best


def all_mirrors(word, least):
    pieces = {
        word[start:stop]
        for start in range(len(word))
        for stop in range(start + least, len(word) + 1)
    }
    return sorted(piece for piece in pieces if piece == piece[::-1])
