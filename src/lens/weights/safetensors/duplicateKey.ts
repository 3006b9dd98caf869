/**
 * The first key that stands twice in one object of a JSON text that `JSON.parse` took (it keeps the last one silently);
 * undefined where there is none.
 */
export function duplicateKey(json: string): string | undefined {
  /** Keys of the objects open around the place; undefined for a list. */
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < json.length; at++) {
    const char = json[at];
    if (char === "{") open.push(new Set());
    else if (char === "[") open.push(undefined);
    else if (char === "}" || char === "]") open.pop();
    else if (char === '"') {
      let end = at + 1;
      while (json[end] !== '"') end += json[end] === "\\" ? 2 : 1;
      const keys = open.at(-1);
      if (keys && /^\s*:/.test(json.slice(end + 1, end + 32))) {
        const key = JSON.parse(json.slice(at, end + 1)) as string;
        if (keys.has(key)) return key;
        keys.add(key);
      }
      at = end;
    }
  }
  return undefined;
}
