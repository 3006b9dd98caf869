from functools import cached_property


class Basket:
    def __init__(self, apples):
        self.apples = list(apples)
        self.weighings = 0
        self._note = None

    @cached_property
    def weight(self):
        self.weighings += 1
        return sum(self.apples)

    @property
    def note(self):
        return self._note or f"{self.weight} grams"

    @note.setter
    def note(self, text):
        if len(text) > 12:
            raise ValueError(f"{text[:12]!r} is all that fits")
        self._note = text

    @note.deleter
    def note(self):
        self._note = None
        self.__dict__.pop("weight", None)


def market(apples, steps):
    basket = Basket(apples)
    shown = []
    for step in steps:
        match step.split(maxsplit=1):
            case ["eat"]:
                basket.apples.pop()
            case ["write", text]:
                basket.note = text
            case ["wipe"]:
                del basket.note
        shown.append(basket.note)
    return shown, basket.weighings, "weight" in vars(basket)
