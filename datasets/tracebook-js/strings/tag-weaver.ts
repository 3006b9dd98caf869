type Part = string | number | readonly string[] | null;
type Tag = (strings: TemplateStringsArray, ...parts: readonly Part[]) => string;

const pieces = new WeakSet<TemplateStringsArray>();

function join(strings: readonly string[], parts: readonly Part[], show: (part: Part) => string): string {
  return strings.reduce((text, piece, i) => text + show(parts[i - 1]) + piece);
}

const tags: Partial<Record<string, Tag>> = {
  loud: (strings, ...parts) =>
    join(
      strings.map(piece => piece.toUpperCase()),
      parts,
      part => (typeof part === "number" ? "!".repeat(part) : String(part)),
    ),
  list: (strings, ...parts) =>
    join(strings, parts, part => (Array.isArray(part) ? part.join("+") || "none" : `#${part ?? "?"}`)),
  raw: ({ raw }, ...parts) => join(raw, parts, part => JSON.stringify(part)),
};

function weave(kind: string, first: Part, second: Part): string[] {
  const tag = tags[kind] ?? ((strings, ...parts) => `${strings.length}/${parts.length}`);
  const texts: string[] = [];
  for (const parts of [
    [first, second],
    [second, first],
  ])
    texts.push(tag`<${parts[0]}\t${parts[1]}>`);
  const seen = (strings: TemplateStringsArray): boolean => pieces.has(strings) || !pieces.add(strings);
  texts.push([1, 2].map(() => seen`same`).join());
  return texts;
}
