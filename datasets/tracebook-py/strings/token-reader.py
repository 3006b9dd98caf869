def kind_of(sign):
    if sign.isdigit() or sign == ".":
        return "number"
    if sign.isalpha():
        return "name"
    if sign.isspace():
        return "space"
    if sign in "+-*/()=":
        return "sign"
    raise ValueError(f"unknown sign {sign!r}")


def tokens(text):
    found = []
    state, current = "space", ""
    for sign in text + " ":
        kind = kind_of(sign)
        if state == "name" and sign.isdigit():
            kind = "name"
        if kind == state and kind != "sign":
            current += sign
            continue
        if state != "space":
            found.append((state[:2], current))
        state, current = kind, sign
    return found
