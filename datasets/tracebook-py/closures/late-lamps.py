def lamps(colours):
    late = []
    kept = []
    for number, colour in enumerate(colours):
        late.append(lambda: f"{number}-{colour}")
        kept.append(lambda colour=colour: f"{number}-{colour}")
    listed = [lambda: colour for colour in colours]
    return (
        [lamp() for lamp in late],
        [lamp() for lamp in kept],
        [lamp() for lamp in listed],
    )


def steps(count):
    made = []
    for step in range(count):
        def climb(start, step=step):
            return start + step, len(made)
        made.append(climb)
        step = 100
    return [climb(10) for climb in made]
