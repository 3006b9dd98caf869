class Peekable:
    _nothing = object()

    def __init__(self, items):
        self._items = iter(items)
        self._next = next(self._items, self._nothing)

    def __bool__(self):
        return self._next is not self._nothing

    def peek(self):
        return self._next

    def take(self):
        taken = self._next
        self._next = next(self._items, self._nothing)
        return taken


def section(lines):
    heading = lines.take().lstrip("# ")
    body = []
    while lines and not lines.peek().startswith("#"):
        body.append(lines.take())
    return heading, body


def sections(text):
    lines = Peekable(text)
    if lines and not lines.peek().startswith("#"):
        raise ValueError(f"no heading above {lines.peek()!r}")
    found = []
    while lines:
        found.append(section(lines))
    return found
