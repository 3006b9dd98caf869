def work(tree, **values):
    match tree:
        case int():
            return tree
        case str():
            assert tree in values, f"{tree} has no value"
            return values[tree]
        case ("-", inner):
            return -work(inner, **values)
        case ("+", left, right):
            return work(left, **values) + work(right, **values)
        case ("*", left, right):
            return work(left, **values) * work(right, **values)
    raise ValueError(f"cannot work out {tree[0]}")


def simple(tree):
    match tree:
        case ("-", ("-", inner)):
            return simple(inner)
        case (sign, left, right):
            left, right = simple(left), simple(right)
            match sign, left, right:
                case ("*", 0, _) | ("*", _, 0):
                    return 0
                case ("*", 1, kept) | ("*", kept, 1) | ("+", 0, kept) | (
                    "+", kept, 0
                ):
                    return kept
            return sign, left, right
    return tree
