def wrap(words, width):
    line = ""
    lines = 0
    for word in words:
        if line != "" and len(line) + 1 + len(word) > width:
            print(line)
            lines += 1
            line = ""
        if line != "":
            line += " "
        line += word
    if line != "":
        print(line)
        lines += 1
    return lines
