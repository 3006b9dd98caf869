def fill(rows, top, left, colour):
    grid = [list(row) for row in rows]
    old = grid[top][left]

    def spread(row, column):
        if not (0 <= row < len(grid) and 0 <= column < len(grid[row])):
            return 0
        if grid[row][column] != old or old == colour:
            return 0
        grid[row][column] = colour
        painted = 1
        for step in (-1, 1):
            painted += spread(row + step, column)
            painted += spread(row, column + step)
        return painted

    painted = spread(top, left)
    return painted, ["".join(row) for row in grid]
