import copy


def lend(tools, extra):
    shed = {"left": tools, "right": tools}
    list_copy = tools[:]
    shed_copy = copy.deepcopy(shed)
    for tool in extra:
        shed["left"].append(tool)
        list_copy.insert(0, tool)
        shed_copy["right"] += [tool, tool]
    tools = tools + ["glue"]
    return (
        len(tools),
        shed["right"],
        list_copy,
        shed_copy["left"],
        shed["left"] is shed["right"],
        shed_copy["left"] is shed_copy["right"],
    )


def rows_apart(height, width):
    same = [[0] * width] * height
    apart = [[0] * width for _ in range(height)]
    for grid in (same, apart):
        for row in range(height):
            grid[row][row % width] += row + 1
    return same, apart
