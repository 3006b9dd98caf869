import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { decodeText } from "../program/decodeText.js";
import type { Dataset, DatasetProgram } from "./Dataset.js";
import {
  type Fields,
  json,
  language,
  object,
  type Place,
  refuse,
  shown,
  text,
  textOr,
  texts,
} from "./fields.js";
import { finish } from "./finish.js";

/**
 * Reads a `.jsonl` file, one program a row: `code`, and `call` (one expression), `calls` (several) or `input` (the
 * text of the arguments of a function `f`, as CRUXEval writes it). `id` (text or number), `file`, `language`,
 * `family` and `cluster` may be there; other fields are left alone. Blank lines are skipped.
 *
 * @param shownAs How the person named the file; used in messages.
 * @throws SourceError naming the file, the row, the field and the value.
 */
export function readRows(path: string, shownAs: string): Dataset {
  const name = basename(path).replace(/\.jsonl$/i, "");
  const rows: number[] = [];
  const programs: DatasetProgram[] = [];
  const lines = decodeText(readFileSync(path), shownAs)
    .replace(/^\uFEFF/, "")
    .split("\n");
  for (const [i, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const place: Place = { file: shownAs, row: i + 1 };
    rows.push(i + 1);
    programs.push(readRow(object(json(line, place), place), name, place));
  }
  const licence = { code: "unknown", data: "unknown" };
  return finish({ name, version: "0", title: name, licence }, programs, i => ({
    file: shownAs,
    row: rows[i],
  }));
}

function readRow(fields: Fields, dataset: string, place: Place): DatasetProgram {
  const given = textOr(fields, "file", place, undefined);
  const id = idOf(fields, place);
  const tongue = language(fields, given, place);
  const extension = { javascript: "js", typescript: "ts", python: "py" }[tongue];
  return {
    id,
    file: given ?? `${dataset}/${id}.${extension}`,
    language: tongue,
    family: textOr(fields, "family", place, dataset),
    cluster: textOr(fields, "cluster", place, id),
    title: textOr(fields, "title", place, id),
    source: text(fields, "code", place),
    calls: callsOf(fields, place),
    tags: fields.tags === undefined ? [] : texts(fields, "tags", place, 0),
    siblings: [],
  };
}

function idOf(fields: Fields, place: Place): string {
  if (fields.id === undefined) return `row-${place.row}`;
  if (typeof fields.id === "number" && Number.isSafeInteger(fields.id)) return String(fields.id);
  if (typeof fields.id === "string" && fields.id !== "") return fields.id;
  return refuse(place, `field "id" must be text or a whole number, got ${shown(fields.id)}`);
}

function callsOf(fields: Fields, place: Place): readonly string[] {
  const given = ["call", "calls", "input"].filter(name => fields[name] !== undefined);
  if (given.length > 1) refuse(place, `fields ${given.join(" and ")} exclude each other`);
  if (given[0] === "calls") return texts(fields, "calls", place, 1);
  if (given[0] === "call") return [text(fields, "call", place)];
  if (given[0] === undefined) {
    return refuse(place, `field "call" (or "calls" or "input") is missing in ${shown(fields)}`);
  }
  const { input } = fields;
  // A blank input is a call without arguments.
  if (typeof input === "string") return [`f(${input})`];
  return refuse(place, `field "input" must be text, got ${shown(input)}`);
}
