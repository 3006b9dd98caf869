import type { Language } from "../program/Program.js";
import { SourceError } from "../program/SourceError.js";

/** A record read from outside, and where it stands: what every complaint about it names. */
export interface Place {
  readonly file: string;
  /** 1-based row of a `.jsonl` file. */
  readonly row?: number;
  /** Such as `programs[3]` of an index. */
  readonly within?: string;
}

/** Fields of a JSON object that nobody has checked yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Throws the SourceError of a field. */
export function refuse(place: Place, reason: string): never {
  throw new SourceError(
    place.within === undefined ? reason : `${place.within}: ${reason}`,
    place.file,
    place.row,
  );
}

/** The value as short JSON for a message, cut to 80 characters. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Checks that a JSON value is an object. */
export function object(value: unknown, place: Place): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  return refuse(place, `expected an object with named fields, got ${shown(value)}`);
}

/** A field that must be there and be text; blank text is refused. */
export function text(fields: Fields, name: string, place: Place): string {
  const value = fields[name];
  if (value === undefined) refuse(place, `field "${name}" is missing in ${shown(fields)}`);
  if (typeof value === "string" && value.trim() !== "") return value;
  return refuse(place, `field "${name}" must be text that is not blank, got ${shown(value)}`);
}

/** A field that is text where it is there. */
export function textOr<Other>(fields: Fields, name: string, place: Place, other: Other): string | Other {
  return fields[name] === undefined ? other : text(fields, name, place);
}

/** A field that must be a list of texts, none blank. */
export function texts(fields: Fields, name: string, place: Place, least: number): readonly string[] {
  const value = fields[name];
  if (value === undefined) refuse(place, `field "${name}" is missing in ${shown(fields)}`);
  if (!Array.isArray(value)) refuse(place, `field "${name}" must be a list of texts, got ${shown(value)}`);
  for (const [i, item] of value.entries()) {
    if (typeof item === "string" && item.trim() !== "") continue;
    refuse(place, `field "${name}[${i}]" must be text that is not blank, got ${shown(item)}`);
  }
  if (value.length < least) refuse(place, `field "${name}" must hold at least ${least}, got ${shown(value)}`);
  return value as string[];
}

const LANGUAGES: readonly Language[] = ["javascript", "typescript", "python"];

/** The field `language`, or what the file name says. */
export function language(fields: Fields, file: string | undefined, place: Place): Language {
  const value = textOr(fields, "language", place, undefined);
  if (value === undefined) return languageOf(file);
  const known = LANGUAGES.find(each => each === value);
  return (
    known ?? refuse(place, `field "language" must be one of ${LANGUAGES.join(", ")}, got ${shown(value)}`)
  );
}

/** Language by extension; JavaScript where that says nothing. */
export function languageOf(file: string | undefined): Language {
  if (file !== undefined && /\.[mc]?ts$/i.test(file)) return "typescript";
  return file !== undefined && /\.py$/i.test(file) ? "python" : "javascript";
}

/** Parses JSON; a fault names the place, not the engine's wording of the position, which differs between versions. */
export function json(source: string, place: Place): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return refuse(place, `not JSON: ${shown(source)}`);
  }
}
