def items(table, path=""):
    total = 0
    for name, content in table.items():
        where = f"{path}/{name}"
        if isinstance(content, dict):
            inner = yield from items(content, where)
            yield f"{where}: {inner}"
            total += inner
        else:
            yield where * (content > 0)
            total += content
    return total


def walk(table):
    lines = []
    reader = items(table)
    while True:
        try:
            lines.append(next(reader))
        except StopIteration as end:
            return lines, end.value
