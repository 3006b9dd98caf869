def leave(words):
    log = []
    for word in words:
        try:
            if word == "skip":
                continue
            if word == "stop":
                break
            if word == "home":
                return log + ["early"]
            if word == "trip":
                raise RuntimeError("trip after " + str(len(log)))
            log.append(word)
        finally:
            log.append("(" + word + ")")
    log.append("late")
    return log
