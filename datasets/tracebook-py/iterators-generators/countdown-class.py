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
    pairs = []
    for first in countdown:
        for second in countdown:
            if first < second:
                pairs.append((first, second))
    ticks = iter(countdown)
    early = []
    for tick in ticks:
        if tick == pause:
            break
        early.append(tick)
    rest = list(ticks)
    return pairs, early, rest, max(countdown, default="none"), len(countdown)
