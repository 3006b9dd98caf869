class Oven:
    lowest, highest = 50, 250

    def __init__(self):
        self._degrees = self.lowest
        self.changes = 0

    @property
    def degrees(self):
        return self._degrees

    @degrees.setter
    def degrees(self, wanted):
        if not isinstance(wanted, int):
            raise TypeError(f"degrees must be a number, not {wanted!r}")
        bounded = min(max(wanted, self.lowest), self.highest)
        if bounded != self._degrees:
            self.changes += 1
        self._degrees = bounded

    @property
    def fahrenheit(self):
        return self._degrees * 9 // 5 + 32


def bake(settings):
    oven = Oven()
    shown = []
    for setting in settings:
        oven.degrees = setting
        shown.append((oven.degrees, oven.fahrenheit))
    try:
        oven.fahrenheit = 0
    except AttributeError:
        shown.append("read only")
    return shown, oven.changes
