import { SourceError } from "../../../program/SourceError.js";

/** Values of a parsed `config.json` (or GGUF metadata) by key, checked; every fault names file, key and value. */
export interface ConfigFields {
  readonly file: string;
  /** Has a value that is not null. */
  has(key: string): boolean;
  /** A whole number from 1 to `most` (default 2³¹ - 1); `otherwise` where there is none. */
  count(key: string, otherwise?: number, most?: number): number;
  /** A finite number above 0. */
  positive(key: string, otherwise?: number): number;
  flag(key: string, otherwise: boolean): boolean;
  text(key: string, otherwise?: string): string;
  /** The parts of an object; undefined where there is none. */
  object(key: string): ConfigFields | undefined;
  /** Anything at all, unchecked. */
  raw(key: string): unknown;
  /** Throws SourceError for the value of `key`, and says what was expected. */
  refuse(key: string, expected: string): never;
}

/** A value as a message shows it: JSON, folded after 60 characters. */
function shown(value: unknown): string {
  const text = typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? "nothing");
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Checked access to `values`; `prefix` goes before keys in messages (`text_config.`). */
export function configFields(
  values: Readonly<Record<string, unknown>>,
  file: string,
  prefix = "",
): ConfigFields {
  const get = (key: string): unknown => {
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    return value === null ? undefined : typeof value === "bigint" ? Number(value) : value;
  };
  const refuse = (key: string, expected: string): never => {
    const value = get(key);
    throw new SourceError(
      value === undefined
        ? `${prefix}${key} is missing; expected ${expected}`
        : `${prefix}${key} is ${shown(value)}; expected ${expected}`,
      file,
    );
  };
  /** The value where it passes, `otherwise` where there is none. */
  const checked = <T>(
    key: string,
    otherwise: T | undefined,
    is: (v: unknown) => boolean,
    what: string,
  ): T => {
    const value = get(key) ?? otherwise;
    return is(value) ? (value as T) : refuse(key, what);
  };
  return {
    file,
    has: key => get(key) !== undefined,
    count: (key, otherwise, most = 2 ** 31 - 1) => {
      const fits = (v: unknown) => Number.isInteger(v) && (v as number) > 0 && (v as number) <= most;
      return checked(key, otherwise, fits, `a whole number from 1 to ${most}`);
    },
    positive: (key, otherwise) =>
      checked(key, otherwise, v => Number.isFinite(v) && (v as number) > 0, "a number above 0"),
    flag: (key, otherwise) => checked(key, otherwise, v => typeof v === "boolean", "true or false"),
    text: (key, otherwise) => checked(key, otherwise, v => typeof v === "string", "a text"),
    object: key => {
      const value = get(key);
      if (value === undefined) return undefined;
      if (typeof value !== "object" || Array.isArray(value)) return refuse(key, "an object");
      return configFields(value as Record<string, unknown>, file, `${prefix}${key}.`);
    },
    raw: get,
    refuse,
  };
}
