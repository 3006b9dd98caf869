function* views(items: number[], size: number): Generator<number[]> {
  const view: number[] = [];
  for (const item of items) {
    view.push(item);
    if (view.length > size) {
      view.shift();
    }
    if (view.length === size) {
      yield view.slice();
    }
  }
}

function windows(items: number[], size: number): number[] {
  const sums: number[] = [];
  for (const view of views(items, size)) {
    let total = 0;
    for (const item of view) {
      total += item;
    }
    sums.push(total);
  }
  return sums;
}
