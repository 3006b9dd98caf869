def read(text):
    tokens = text.replace("(", " ( ").replace(")", " ) ").split()
    note, position = read_note(tokens, 0)
    if position != len(tokens):
        raise SyntaxError(f"left over: {' '.join(tokens[position:])}")
    return note


def read_note(tokens, position):
    if tokens[position] != "(":
        raise SyntaxError(f"expected ( before {tokens[position]}")
    return read_items(tokens, position + 1, {"words": [], "inside": []})


def read_items(tokens, position, note):
    if position == len(tokens):
        raise SyntaxError("the note has no end")
    token = tokens[position]
    if token == ")":
        return note, position + 1
    if token == "(":
        inner, position = read_note(tokens, position)
        note["inside"].append(inner)
        return read_items(tokens, position, note)
    note["words"].append(token)
    return read_items(tokens, position + 1, note)
