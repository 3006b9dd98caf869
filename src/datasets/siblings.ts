import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { parse } from "../program/parse.js";
import { SourceError } from "../program/SourceError.js";
import type { SiblingFile } from "./Dataset.js";

/**
 * Files that a program loads by relative `import`, `export … from` or literal `require`, and those that they load.
 * Sorted by name, the program itself left out.
 *
 * @param root Folder the file names are relative to.
 * @throws SourceError for a file that is not there or lies outside `root`, at the specifier.
 */
export function siblingsOf(file: string, source: string, root: string): readonly SiblingFile[] {
  const found = new Map<string, string>();
  const waiting: SiblingFile[] = [{ file, source }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { specifier, line, column } of relativeImports(next)) {
      const target = posix.join(posix.dirname(next.file), specifier);
      if (target === file || found.has(target)) continue;
      const path = posix.join(root.replaceAll("\\", "/"), target);
      if (target.startsWith("../") || !existsSync(path)) {
        const why = target.startsWith("../") ? "lies outside the data set" : "is not there";
        throw new SourceError(`imported file ${JSON.stringify(specifier)} ${why}`, next.file, line, column);
      }
      const text = readFileSync(path, "utf8");
      found.set(target, text);
      waiting.push({ file: target, source: text });
    }
  }
  return [...found]
    .map(([name, text]) => ({ file: name, source: text }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

interface Import {
  readonly specifier: string;
  readonly line: number;
  readonly column: number;
}

function relativeImports({ file, source }: SiblingFile): readonly Import[] {
  // Python has no import by a path.
  if (file.endsWith(".py")) return [];
  if (!/\b(?:import|export|require)\b[^;]*["'`]\.{1,2}\//.test(source)) return [];
  const { nodes } = parse(source, { file });
  const imports: Import[] = [];
  for (const { type, parent, field, start, end, line, column } of nodes) {
    if (type !== "Literal" || parent < 0) continue;
    const above = nodes[parent];
    const declared = field === "source" && /^(?:Import|Export)\w*Declaration$/.test(above.type);
    const required =
      above.type === "CallExpression" && /^require\s*\(/.test(source.slice(above.start, above.end));
    const specifier = source.slice(start + 1, end - 1);
    if ((declared || required) && /^\.{1,2}\//.test(specifier)) imports.push({ specifier, line, column });
  }
  return imports;
}
