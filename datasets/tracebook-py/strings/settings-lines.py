WORDS = {"yes": True, "no": False, "none": None}


def convert(text):
    if "," in text:
        return [convert(part.strip()) for part in text.split(",")
                if part.strip()]
    if text.lstrip("-").isdigit():
        return int(text)
    return WORDS.get(text, text)


def settings(text):
    found = {}
    for number, line in enumerate(text.splitlines(), start=1):
        line, _, _ = line.partition("#")
        line = line.strip()
        if not line:
            continue
        key, equals, value = line.partition("=")
        if not equals:
            raise ValueError(f"line {number}: no = in {line!r}")
        found[key.strip()] = convert(value.strip())
    return found
