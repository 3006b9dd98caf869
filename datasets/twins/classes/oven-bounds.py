class Oven:
    def __init__(self):
        self.heat = 50
        self.changes = 0

    @property
    def degrees(self):
        return self.heat

    @degrees.setter
    def degrees(self, wanted):
        if wanted < 0:
            raise ValueError(f"{wanted} is too cold")
        bounded = min(max(wanted, 50), 250)
        if bounded != self.heat:
            self.changes += 1
        self.heat = bounded


def bake(settings):
    oven = Oven()
    shown = []
    for setting in settings:
        oven.degrees = setting
        shown.append(oven.degrees)
    return [shown, oven.changes]
