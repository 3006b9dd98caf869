import type { CategoryTable } from "../categorize.js";
import { lookUpCategory } from "../categorize.js";
import type { Category } from "../Node.js";
import type { Language } from "../Program.js";
import tables from "./categories.json" with { type: "json" };

/** What the tables of `../categories.json` lack: types and tokens of tree-sitter's grammars of JavaScript and TypeScript. */
const EXTRA: Readonly<Record<Language, readonly CategoryTable[]>> = {
  javascript: [tables.javascript as CategoryTable],
  typescript: [tables.typescript as CategoryTable, tables.javascript as CategoryTable],
  python: [],
};

/**
 * Category of a node of a loose table by the data files.
 *
 * @param parent type of the parent, `""` for the root.
 * @returns `undefined` where they have no entry.
 */
export function lookUpLooseCategory(
  language: Language,
  type: string,
  text: string,
  parent: string,
): Category | undefined {
  const part = type === "Keyword" ? "keywords" : type === "Punctuator" ? "punctuators" : "nodes";
  const name = part === "nodes" ? type : text;
  if (part !== "nodes") {
    for (const table of EXTRA[language]) {
      const key = `${parent} ${text}`;
      if (Object.hasOwn(table.inside, key)) return table.inside[key];
    }
  }
  for (const table of EXTRA[language]) if (Object.hasOwn(table[part], name)) return table[part][name];
  return lookUpCategory(language, type, text, parent);
}

/**
 * {@link lookUpLooseCategory} of a node at `start`–`end` of `source`. ERROR nodes count as `punctuation`: they have no
 * meaning of their own, and statistics leave them out. Of what the tables do not know the parser made no mistake: a token of
 * another version of the grammar is `punctuation` too.
 */
export function looseCategory(
  language: Language,
  type: string,
  source: string,
  start: number,
  end: number,
  parent: string,
): Category {
  const leaf = type === "Keyword" || type === "Punctuator";
  const text = leaf ? source.slice(start, end) : "";
  return lookUpLooseCategory(language, type, text, parent) ?? "punctuation";
}
