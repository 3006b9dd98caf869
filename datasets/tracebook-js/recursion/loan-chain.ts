type Loans = Readonly<Partial<Record<string, string>>>;

class Circle extends Error {
  override readonly name = "Circle";
}

function follow(loans: Loans, item: string, seen: ReadonlySet<string>): readonly string[] {
  if (seen.has(item)) throw new Circle([...seen, item].slice([...seen].indexOf(item)).join(">"));
  const next = loans[item];
  return next === undefined ? [item] : [item, ...follow(loans, next, new Set([...seen, item]))];
}

function holder(loans: Loans, item: string): { at: string; through: number } {
  const chain = follow(loans, item, new Set<string>());
  return { at: chain[chain.length - 1], through: Math.max(chain.length - 2, 0) };
}
