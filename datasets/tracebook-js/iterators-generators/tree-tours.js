const tours = {
  *before(tree) {
    if (tree === null) return;
    const [left, value, right] = tree;
    yield value;
    yield* tours.before(left);
    yield* tours.before(right);
  },
  *between([left, value, right] = []) {
    if (left) yield* this.between(left);
    if (value !== undefined) yield value;
    if (right) yield* this.between(right);
  },
  *after(tree) {
    for (const part of [tree?.[0], tree?.[2]]) if (part) yield* tours.after(part);
    if (tree) yield tree[1];
  },
  *levels(...trees) {
    const next = [];
    for (const [left, value, right] of trees) {
      yield value.toUpperCase();
      next.push(...[left, right].filter(Boolean));
    }
    if (next.length > 0) yield* tours.levels(...next);
  },
};

function tour(kind, tree) {
  if (!Object.hasOwn(tours, kind)) throw new TypeError(`no way ${kind}`);
  return Array.from(tours[kind](tree ?? undefined)).join(">");
}
