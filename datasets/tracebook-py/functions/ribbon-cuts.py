def cut(ribbon, steps):
    pieces = list(ribbon)
    lengths = []
    for action, start, stop, step in steps:
        part = slice(start, stop, step)
        if action == "keep":
            pieces = pieces[part]
        elif action == "drop":
            del pieces[part]
        elif action == "flip":
            pieces[part] = pieces[part][::-1]
        elif action == "swap":
            piece = pieces[part]
            pieces[part] = []
            pieces += piece
        lengths.append(len(pieces))
    return "".join(pieces), lengths
