type Caves = Readonly<Partial<Record<string, readonly string[]>>>;

const log: string[] = [];

async function look(cave: string): Promise<number> {
  await null;
  if (cave === "dark") throw new Error("no light");
  return cave.length;
}

async function walk(caves: Caves, cave: string, depth: number, strict: boolean): Promise<number> {
  log.push(`${depth}${cave}`);
  let size: number;
  try {
    size = await look(cave);
  } catch (error) {
    if (strict) throw error;
    return 0;
  }
  const inner = (caves[cave] ?? []).map(next => walk(caves, next, depth + 1, strict));
  for (const part of await Promise.all(inner)) size += part;
  log.push(`${cave}=${size}`);
  return size;
}

async function explore(caves: Caves, start: string, strict = false): Promise<[number, string]> {
  const size = await walk(caves, start, 0, strict);
  return [size, log.join(" ")];
}
