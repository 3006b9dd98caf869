type Entry = [name: string, value: number | Entry[]];

function* visit(entries: Entry[], indent = ""): Generator<string, number, void> {
  let total = 0;
  for (const [name, value] of entries) {
    if (typeof value === "number") {
      yield `${indent}${name}=${value}`;
      total += value;
    } else {
      yield `${indent}${name}:`;
      const inner = yield* visit(value, indent + "  ");
      yield `${indent}(${inner})`;
      total += inner;
    }
  }
  return total;
}

function walk(entries: Entry[]): { lines: string[]; total: number } {
  const lines: string[] = [];
  const generator = visit(entries);
  let step = generator.next();
  while (!step.done) {
    lines.push(step.value);
    step = generator.next();
  }
  return { lines, total: step.value };
}
