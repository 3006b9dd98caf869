def desk():
    text = ""
    history = []

    def change(new):
        nonlocal text
        old, text = text, new

        def back():
            nonlocal text
            text = old
        history.append(back)

    def command(line):
        verb, _, rest = line.partition(" ")
        if verb == "undo":
            if not history:
                return "-"
            history.pop()()
        elif verb == "add":
            change(text + rest)
        elif verb == "double":
            change(text * 2)
        elif verb == "cut":
            change(text[:-1])
        return text

    return command


def edit(lines):
    command = desk()
    return [command(line) for line in lines]
