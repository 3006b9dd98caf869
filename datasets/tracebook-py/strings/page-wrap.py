ALIGN = {"left": str.ljust, "right": str.rjust, "centre": str.center}


def wrap(text, width, side="left"):
    lines, line = [], []
    for word in text.split():
        if len(word) > width:
            raise ValueError(f"{word} is longer than {width}")
        if sum(map(len, line)) + len(line) + len(word) > width:
            lines.append(" ".join(line))
            line = []
        line.append(word)
    if line:
        lines.append(" ".join(line))
    place = ALIGN[side]
    return [f"|{place(line, width)}|" for line in lines]
