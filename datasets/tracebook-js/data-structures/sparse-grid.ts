type Cell = readonly [x: number, y: number, value: number];

class Grid {
  private readonly cells = new Map<string, number>();
  private bounds: { x: number[]; y: number[] } = { x: [], y: [] };

  set([x, y, value]: Cell): this {
    const key = `${x},${y}`;
    if (value === 0) this.cells.delete(key);
    else this.cells.set(key, value);
    this.bounds.x.push(x);
    this.bounds.y.push(y);
    return this;
  }

  get sum(): number {
    let sum = 0;
    for (const value of this.cells.values()) sum += value;
    return sum;
  }

  get size(): [number, number] {
    const span = (list: number[]): number => (list.length ? Math.max(...list) - Math.min(...list) + 1 : 0);
    return [span(this.bounds.x), span(this.bounds.y)];
  }

  keys(): string[] {
    return [...this.cells.keys()];
  }
}

function survey(cells: readonly Cell[]) {
  const grid = cells.reduce((g, cell) => g.set(cell), new Grid());
  return { sum: grid.sum, size: grid.size, keys: grid.keys() };
}
