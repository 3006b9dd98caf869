class Names<Left, Right> {
  private readonly forth = new Map<Left, Right>();
  private readonly back = new Map<Right, Left>();

  set(left: Left, right: Right): "new" | "moved" | "same" {
    const holder = this.back.get(right);
    if (holder === left) return "same";
    if (holder !== undefined) throw new TypeError(`${right} belongs to ${holder}`);
    const moved = this.forth.has(left) && this.back.delete(this.forth.get(left)!);
    this.forth.set(left, right);
    this.back.set(right, left);
    return moved ? "moved" : "new";
  }

  find(key: Left | Right): Left | Right | null {
    return this.forth.get(key as Left) ?? this.back.get(key as Right) ?? null;
  }
}

function pairs(entries: readonly (readonly [string, string])[], key: string) {
  const names = new Names<string, string>();
  const results = entries.map(([left, right]) => names.set(left, right));
  return { results, found: names.find(key) };
}
