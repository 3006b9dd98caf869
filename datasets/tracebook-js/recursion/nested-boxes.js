function measure(box, depth = 1) {
  let deepest = depth;
  let weight = 0;
  let empty = box.length === 0 ? 1 : 0;
  for (const item of box) {
    if (Array.isArray(item)) {
      const inner = measure(item, depth + 1);
      deepest = Math.max(deepest, inner.deepest);
      weight += inner.weight * depth;
      empty += inner.empty;
    } else {
      weight += item;
    }
  }
  return { deepest, weight, empty };
}
