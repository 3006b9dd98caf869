def tour(rooms, skip=None, depth=0):
    if not rooms:
        return depth
    deepest = depth
    for name in sorted(rooms):
        if name == skip:
            print("  " * depth + f"({name} is locked)")
            continue
        print("  " * depth + name)
        deepest = max(deepest, tour(rooms[name], skip, depth + 1))
    return deepest
