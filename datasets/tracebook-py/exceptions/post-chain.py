class PostError(Exception):
    pass


class BadAddress(PostError):
    def __init__(self, text):
        super().__init__(f"cannot read {text!r}")
        self.text = text


def house(text):
    number, _, street = text.partition(" ")
    try:
        return int(number), street
    except ValueError as cause:
        raise BadAddress(text) from cause


def deliver(text):
    streets = {"Elm": 40}
    number, street = house(text)
    try:
        if number <= streets[street]:
            return f"{street} {number}"
    except KeyError:
        raise PostError(f"no street {street}") from None
    return "returned"


def explain(text):
    chain = []
    try:
        deliver(text)
    except PostError as fault:
        while fault is not None:
            chain.append(type(fault).__name__)
            fault = fault.__cause__
    return chain
