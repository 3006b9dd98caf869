def pad(number):
    if number < 10:
        return "0" + str(number)
    return str(number)


def advance(hour, minute, waits):
    shown = []
    for wait in waits:
        minute = minute + wait
        while minute >= 60:
            minute = minute - 60
            hour = hour % 12 + 1
        shown.append(pad(hour) + ":" + pad(minute))
    return shown
