def day(readings, low=19, high=22, start=False):
    heating = start
    switches = []
    minutes = 0
    for hour, reading in enumerate(readings):
        wanted = reading < low or (heating and reading <= high)
        if wanted is not heating:
            heating = wanted
            switches.append(f"{hour}:{'on' if heating else 'off'}")
        minutes += 60 * heating
        if low <= reading <= high and heating:
            minutes -= 15
    return minutes, switches
