class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return Ticks(self)

    def __len__(self):
        return self.start


class Ticks:
    def __init__(self, owner):
        self.left = owner.start

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.left + 1


def launch(start, pause=None):
    countdown = Countdown(start)
    pairs = [(a, b) for a in countdown for b in countdown if a < b]
    ticks = iter(countdown)
    early = [tick for tick in ticks if tick != pause]
    rest = list(ticks)
    return pairs, early, rest, max(countdown, default="none"), len(countdown)
