import { SourceError } from "../../program/SourceError.js";
import type { CruxevalGenerations, CruxevalItem } from "./CruxevalItem.js";

/**
 * Reads a file of generations, `{"sample_i": ["text", …]}`. Keys may stand in any order; items without a key are
 * not scored, and counted.
 *
 * @throws SourceError naming file and key: what is no JSON, no list of texts, no item of the data, or one given twice.
 */
export function readGenerations(
  text: string,
  file: string,
  items: readonly CruxevalItem[],
): CruxevalGenerations {
  let given: unknown;
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new SourceError(`not JSON: ${(error as Error).message}`, file);
  }
  checkGenerations(given, file, items);
  refuseTwice(text, file, items);
  return given;
}

/** Refuses an id given twice: `JSON.parse` keeps the last and says nothing. */
function refuseTwice(text: string, file: string, items: readonly CruxevalItem[]): void {
  const known = new Set(items.map(({ id }) => id));
  const seen = new Set<string>();
  // Valid JSON of texts, lists of texts and one object: a text before a colon is a key, and a text holds no other.
  for (const [, written] of text.matchAll(/("(?:[^"\\]|\\.)*")(?=\s*:)|"(?:[^"\\]|\\.)*"/gs)) {
    if (written === undefined) continue;
    const key = JSON.parse(written) as string;
    if (seen.has(key) && known.has(key)) throw new SourceError(`"${key}" is there twice`, file);
    seen.add(key);
  }
}

/** Refuses what are no generations for these items, before any work is done on them. */
export function checkGenerations(
  given: unknown,
  file: string,
  items: readonly CruxevalItem[],
): asserts given is CruxevalGenerations {
  if (given === null || typeof given !== "object" || Array.isArray(given))
    throw new SourceError(`must be an object of lists by item id, got ${shown(given)}`, file);
  const known = new Set(items.map(({ id }) => id));
  const entries = Object.entries(given);
  if (entries.length === 0) throw new SourceError("holds no generations", file);
  for (const [i, [key, list]] of entries.entries()) {
    const at = `${file}, entry ${i + 1} ("${key}")`;
    if (!known.has(key)) throw new SourceError("the data has no item of this id", at);
    if (!Array.isArray(list)) throw new SourceError(`must be a list of texts, got ${shown(list)}`, at);
    const wrong = list.findIndex(one => typeof one !== "string");
    if (wrong >= 0)
      throw new SourceError(`generation ${wrong + 1} must be a text, got ${shown(list[wrong])}`, at);
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
