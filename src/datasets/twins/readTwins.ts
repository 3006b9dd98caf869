import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Language } from "../../program/Program.js";
import { type Fields, json, object, type Place, refuse, shown, text } from "../fields.js";
import { datasets, packagedFolder } from "../packaged.js";
import type { InputKind, Twin, TwinLines, TwinSet, TwinValue } from "./Twin.js";

const LANGUAGES: readonly Language[] = ["python", "javascript", "typescript"];

/**
 * The twins that a data set's `index.json` lists: a packaged data set by name, or a folder. The programs themselves
 * come from `loadDataset`; their `twin` names the entry here.
 *
 * @throws SourceError naming the index, the entry, the field and the value.
 */
export function readTwins(nameOrPath = "twins"): TwinSet {
  const packaged = datasets().includes(nameOrPath);
  const folder = packaged ? join(packagedFolder(), nameOrPath) : resolve(nameOrPath);
  const place: Place = { file: `${nameOrPath}/index.json` };
  const index = join(folder, "index.json");
  if (!existsSync(index)) refuse({ file: nameOrPath }, "the folder has no index.json");
  const head = object(json(readFileSync(index, "utf8"), place), place);
  if (!Array.isArray(head.twins)) refuse(place, `field "twins" must be a list, got ${shown(head.twins)}`);
  const errors = object(head.errors ?? {}, { ...place, within: "errors" });
  for (const name of Object.keys(errors)) text(errors, name, { ...place, within: "errors" });
  return {
    name: text(head, "name", place),
    errors: errors as Record<string, string>,
    twins: (head.twins as unknown[]).map((entry, i) => readTwin(entry, { ...place, within: `twins[${i}]` })),
  };
}

function readTwin(entry: unknown, place: Place): Twin {
  const fields = object(entry, place);
  const at = inside(place, "files");
  const files = object(fields.files, at);
  const inputs = list(fields, "inputs", place).map((kind, i) =>
    readKind(kind, inside(place, `inputs[${i}]`)),
  );
  const calls = list(fields, "calls", place) as TwinValue[][];
  for (const [i, values] of calls.entries()) {
    if (Array.isArray(values) && values.length === inputs.length) continue;
    refuse(place, `field "calls[${i}]" must hold ${inputs.length} arguments, got ${shown(values)}`);
  }
  return {
    id: text(fields, "id", place),
    title: text(fields, "title", place),
    function: text(fields, "function", place),
    async: fields.async === true,
    files: Object.fromEntries(LANGUAGES.map(each => [each, text(files, each, at)])) as Twin["files"],
    inputs,
    calls,
    ...(fields.lines === undefined ? {} : { lines: readLines(object(fields.lines, place), place) }),
  };
}

function readLines(fields: Fields, place: Place): TwinLines {
  const lines = LANGUAGES.map(language => [language, list(fields, language, place)] as const);
  if (new Set(lines.map(([, numbers]) => numbers.length)).size > 1) {
    refuse(place, 'field "lines" must be lists of one length');
  }
  return Object.fromEntries(lines) as unknown as TwinLines;
}

function readKind(value: unknown, place: Place): InputKind {
  const fields = object(value, place);
  const bounds = (): { min: number; max: number } => {
    for (const name of ["min", "max"]) {
      if (!Number.isSafeInteger(fields[name])) {
        refuse(place, `field "${name}" must be a whole number, got ${shown(fields[name])}`);
      }
    }
    const { min, max } = fields as { min: number; max: number };
    if (min > max) refuse(place, `field "min" must not be above "max", got ${min} and ${max}`);
    return { min, max };
  };
  switch (fields.type) {
    case "int":
      return { type: "int", ...bounds() };
    case "bool":
      return { type: "bool" };
    case "text":
      return { type: "text", letters: text(fields, "letters", place), ...bounds() };
    case "choice":
      return { type: "choice", values: list(fields, "values", place) as TwinValue[] };
    case "list":
      return { type: "list", of: readKind(fields.of, inside(place, "of")), ...bounds() };
    case "row":
      return {
        type: "row",
        of: list(fields, "of", place).map((kind, i) => readKind(kind, inside(place, `of[${i}]`))),
      };
    case "nested": {
      const { max, depth } = fields as { max: number; depth: number };
      if (!Number.isSafeInteger(max) || !Number.isSafeInteger(depth)) {
        refuse(place, `fields "max" and "depth" must be whole numbers, got ${shown(fields)}`);
      }
      return { type: "nested", of: readKind(fields.of, inside(place, "of")), max, depth };
    }
    default:
      return refuse(
        place,
        `field "type" must be one of int, bool, text, choice, list, row, nested, got ${shown(fields.type)}`,
      );
  }
}

function inside(place: Place, step: string): Place {
  return { ...place, within: `${place.within}.${step}` };
}

function list(fields: Fields, name: string, place: Place): readonly unknown[] {
  const value = fields[name];
  if (Array.isArray(value) && value.length > 0) return value;
  return refuse(place, `field "${name}" must be a list that is not empty, got ${shown(value)}`);
}
