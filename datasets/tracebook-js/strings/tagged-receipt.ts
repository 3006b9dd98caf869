type Part = string | number;

function receipt(strings: TemplateStringsArray, ...parts: Part[]): string {
  let out = strings[0];
  for (const [i, part] of parts.entries()) {
    out += typeof part === "number" ? part.toFixed(2).padStart(7, ".") : part.slice(0, 8).padEnd(8);
    out += strings.raw[i + 1];
  }
  return out;
}

function bill(name: string, count: number, each: number): string[] {
  const line = receipt`${name}\t${count * each}!`;
  const plain = `${count} x ${name}${count === 1 ? "" : "s"}`;
  return [line, plain, String.raw`${each}\n`];
}
