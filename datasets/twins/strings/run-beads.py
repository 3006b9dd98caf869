def shorten(text):
    short = ""
    i = 0
    while i < len(text):
        run = 1
        while i + run < len(text) and text[i + run] == text[i]:
            run += 1
        short += text[i]
        if run > 1:
            short += str(run)
        i += run
    return short
