def unlock(code, keys, tries=9):
    if not code.isdigit():
        raise ValueError(f"{code!r} is not a code")
    matched = 0
    for press, key in enumerate(keys, start=1):
        if press > tries:
            print("blocked")
            return -1
        if key == code[matched]:
            matched += 1
        else:
            matched = int(key == code[0])
        print(press, "*" * matched + "-" * (len(code) - matched))
        if matched == len(code):
            return press
    return 0
