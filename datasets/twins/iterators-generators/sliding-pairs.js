function* views(items, size) {
  const view = [];
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

function windows(items, size) {
  const sums = [];
  for (const view of views(items, size)) {
    let total = 0;
    for (const item of view) {
      total += item;
    }
    sums.push(total);
  }
  return sums;
}
