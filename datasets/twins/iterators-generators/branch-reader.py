def walk(tree):
    for branch in tree:
        if isinstance(branch, list):
            yield from walk(branch)
        else:
            yield branch


def leaves(tree):
    found = []
    for leaf in walk(tree):
        if leaf >= 0:
            found.append(leaf)
    return found
