def kind(sign):
    if sign in "0123456789":
        return "number"
    if sign in "ab":
        return "name"
    return "gap"


def read(text):
    found = []
    state = "gap"
    word = ""
    for sign in text + " ":
        now = kind(sign)
        if state == "name" and now == "number":
            now = "name"
        if now != state:
            if state != "gap":
                found.append(state + " " + word)
            word = ""
            state = now
        word += sign
    return found
