type Rope = string | readonly [left: Rope, right: Rope];

function length(rope: Rope): number {
  return typeof rope === "string" ? rope.length : length(rope[0]) + length(rope[1]);
}

function cut(rope: Rope, at: number): [Rope, Rope] {
  if (typeof rope === "string") return [rope.slice(0, at), rope.slice(at)];
  const [left, right] = rope;
  const size = length(left);
  if (at === size) return [left, right];
  if (at < size) {
    const [before, after] = cut(left, at);
    return [before, [after, right]];
  }
  const [before, after] = cut(right, at - size);
  return [[left, before], after];
}

function splice(rope: Rope, at: number, piece: string): Rope {
  if (at < 0 || at > length(rope)) throw new RangeError(`no place ${at}`);
  const [before, after] = cut(rope, at);
  return [[before, piece], after];
}
