def wrap(gift, *papers, to="anyone", ribbon=False, **details):
    layers = len(papers)
    label = f"{gift} for {to}"
    if ribbon:
        label += " with a ribbon"
    for name, value in sorted(details.items()):
        label = f"{label}, {name}={value}"
    first, *others = papers or ("plain",)
    return {"label": label, "layers": layers, "outside": first,
            "inside": others}


def many(gifts, *options):
    merged = {}
    for option in options:
        merged = {**merged, **option}
    return [wrap(*gifts[:place + 1], **merged)["label"]
            for place in range(len(gifts))]
