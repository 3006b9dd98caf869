import { SourceError } from "../../../../program/SourceError.js";

/** Values of a feature's JSON by key, checked; every fault names file, feature, key and value. */
export interface RecordFields {
  number(key: string): number | undefined;
  text(key: string): string | undefined;
  numbers(key: string): readonly number[];
  texts(key: string): readonly string[];
  /** The objects in a list; none where there is no list. */
  objects(key: string): readonly RecordFields[];
  flag(key: string): boolean | undefined;
  raw(key: string): unknown;
  refuse(key: string, expected: string): never;
}

/** Checked access to the object `value`; `where` goes before keys in messages (`feature 3: `). */
export function recordFields(value: unknown, file: string, where: string): RecordFields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SourceError(`${where}is ${JSON.stringify(value)?.slice(0, 60)}; expected an object`, file);
  }
  const get = (key: string): unknown =>
    Object.hasOwn(value, key) ? ((value as Record<string, unknown>)[key] ?? undefined) : undefined;
  const refuse = (key: string, expected: string): never => {
    throw new SourceError(
      `${where}${key} is ${JSON.stringify(get(key))?.slice(0, 60)}; expected ${expected}`,
      file,
    );
  };
  const one = <T>(key: string, is: (v: unknown) => boolean, what: string): T | undefined => {
    const found = get(key);
    return found === undefined || is(found) ? (found as T | undefined) : refuse(key, what);
  };
  const list = <T>(key: string, is: (v: unknown) => boolean, what: string): readonly T[] =>
    one<T[]>(key, v => Array.isArray(v) && v.every(is), what) ?? [];
  return {
    // Python writes NaN and Infinity where JSON has no word for them; those do not get this far.
    number: key => one(key, Number.isFinite, "a number"),
    text: key => one(key, v => typeof v === "string", "a text"),
    numbers: key => list(key, Number.isFinite, "a list of numbers"),
    texts: key => list(key, v => typeof v === "string", "a list of texts"),
    objects: key =>
      list(key, () => true, "a list").map((v, i) => recordFields(v, file, `${where}${key}[${i}].`)),
    flag: key => one(key, v => typeof v === "boolean", "true or false"),
    raw: get,
    refuse,
  };
}
