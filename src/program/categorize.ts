import tables from "./categories.json" with { type: "json" };
import type { Category } from "./Node.js";
import type { Language } from "./Program.js";

/** Categories of one language, as `categories.json` writes them. */
export interface CategoryTable {
  /** By node type. */
  readonly nodes: Readonly<Record<string, Category>>;
  /** By the text of a `Keyword` leaf. */
  readonly keywords: Readonly<Record<string, Category>>;
  /** By the text of a `Punctuator` leaf. */
  readonly punctuators: Readonly<Record<string, Category>>;
  /** Refinements of the two above, by `"<parent type> <text>"`. */
  readonly inside: Readonly<Record<string, Category>>;
}

const javascript = indexed(tables.javascript as CategoryTable, undefined);
/** TypeScript has all of JavaScript and what only its types need. */
const typescript = indexed(tables.typescript as CategoryTable, javascript);
/** Types and tokens of tree-sitter's grammar. */
const python = indexed(tables.python as CategoryTable, undefined);

interface Indexed {
  readonly nodes: ReadonlyMap<string, Category>;
  readonly keywords: ReadonlyMap<string, Category>;
  readonly punctuators: ReadonlyMap<string, Category>;
  readonly inside: ReadonlyMap<string, Category>;
}

/** Maps, so that a name such as `constructor` finds nothing it should not. */
function indexed(table: CategoryTable, base: Indexed | undefined): Indexed {
  const part = (key: keyof CategoryTable): ReadonlyMap<string, Category> =>
    new Map([...(base?.[key] ?? []), ...Object.entries(table[key])]);
  return {
    nodes: part("nodes"),
    keywords: part("keywords"),
    punctuators: part("punctuators"),
    inside: part("inside"),
  };
}

const TABLES: Readonly<Record<Language, Indexed>> = { javascript, typescript, python };

/**
 * Category of a node by the table of its language.
 *
 * @param parent type of the parent, `""` for the root.
 * @returns `undefined` where the table has no entry: a gap in `categories.json`.
 */
export function lookUpCategory(
  language: Language,
  type: string,
  text: string,
  parent: string,
): Category | undefined {
  const table = TABLES[language];
  if (type === "Keyword") return table.inside.get(`${parent} ${text}`) ?? table.keywords.get(text);
  if (type === "Punctuator") return table.inside.get(`${parent} ${text}`) ?? table.punctuators.get(text);
  return table.nodes.get(type);
}

/** Category of the node of this type at `start`–`end` of `source`; throws where the data file has a gap. */
export function categorize(
  language: Language,
  type: string,
  source: string,
  start: number,
  end: number,
  parent: string,
): Category {
  const leaf = type === "Keyword" || type === "Punctuator";
  const text = leaf ? source.slice(start, end) : "";
  const category = lookUpCategory(language, type, text, parent);
  if (category === undefined) throw new Error(`categories.json has no category for ${type} ${text}`);
  return category;
}
