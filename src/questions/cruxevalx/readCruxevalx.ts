import { join } from "node:path";
import { z } from "zod";
import { SourceError } from "../../program/SourceError.js";
import { readText } from "../cruxeval/readCruxevalFolder.js";
import {
  type CruxevalxData,
  type CruxevalxItem,
  type CruxevalxLanguage,
  HOLE,
  MARKERS,
} from "./CruxevalxItem.js";

const Row = z.object({
  id: z.number().int().nonnegative(),
  code: z.string(),
  input_reasoning: z.string(),
  output_reasoning: z.string(),
});
const Code = z.object({ id: z.number().int().nonnegative(), code: z.string().optional() });

/**
 * Reads one language of CRUXEval-X: `<language>.jsonl`, one `{id, code, input_reasoning, output_reasoning}` a row,
 * and `<language>.code.json`, a list of `{id, code}` with one entry for every id, without `code` where there is no
 * translation. They are joined by id: rows are missing.
 *
 * @throws SourceError naming file, row and field: what is no JSON, a missing or mistyped field, an id given twice or
 *   without a program, a template without its `????`.
 */
export function readCruxevalx(folder: string, language: CruxevalxLanguage): CruxevalxData {
  const rows = join(folder, `${language}.jsonl`);
  const codes = join(folder, `${language}.code.json`);
  return joinCruxevalx(
    language,
    { text: readText(rows), file: rows },
    { text: readText(codes), file: codes },
  );
}

/** A file as it was read and as the person named it. */
interface Source {
  readonly text: string;
  readonly file: string;
}

/** Joins the texts of the two files of a language; see {@link readCruxevalx}. */
export function joinCruxevalx(language: CruxevalxLanguage, rows: Source, codes: Source): CruxevalxData {
  const programs = readCodes(codes);
  const items: CruxevalxItem[] = [];
  const seen = new Map<number, number>();
  for (const [i, line] of rows.text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (line.trim() === "") continue;
    const row = i + 1;
    const read = parsed(Row, json(line, rows.file, row), rows.file, row);
    const first = seen.get(read.id);
    if (first !== undefined)
      throw new SourceError(`id ${read.id} stands in row ${first} too`, rows.file, row);
    seen.set(read.id, row);
    const code = programs.get(read.id);
    if (code === undefined)
      throw new SourceError(`id ${read.id} has no program in ${codes.file}`, rows.file, row);
    items.push(made(language, read, code, rows.file, row));
  }
  if (items.length === 0) throw new SourceError("no rows", rows.file);
  items.sort((a, b) => a.id - b.id);
  const without = [...programs.keys()].filter(id => !seen.has(id)).sort((a, b) => a - b);
  return { language, items, without };
}

function readCodes({ text, file }: Source): ReadonlyMap<number, string | undefined> {
  const list = json(text, file);
  if (!Array.isArray(list)) throw new SourceError("must be a list of {id, code}", file);
  const programs = new Map<number, string | undefined>();
  for (const [i, entry] of list.entries()) {
    const { id, code } = parsed(Code, entry, file, i + 1);
    if (programs.has(id)) throw new SourceError(`id ${id} is there twice`, file, i + 1);
    programs.set(id, code);
  }
  return programs;
}

function made(
  language: CruxevalxLanguage,
  row: z.infer<typeof Row>,
  program: string,
  file: string,
  at: number,
): CruxevalxItem {
  const marker = MARKERS[language];
  const { id, code, input_reasoning: inputTemplate, output_reasoning: outputTemplate } = row;
  const test = code.slice(code.indexOf(marker));
  if (!code.includes(marker) || !program.includes(marker))
    throw new SourceError(`field "code": no test, which begins with ${JSON.stringify(marker)}`, file, at);
  const input = filled(test, inputTemplate);
  const output = filled(test, outputTemplate);
  if (input === undefined || output === undefined) {
    const field = input === undefined ? "input_reasoning" : "output_reasoning";
    throw new SourceError(`field "${field}" is not the test of "code" with ${HOLE} for its answer`, file, at);
  }
  const [base] = program.split(marker);
  return { id, language, base, code, inputTemplate, outputTemplate, input, output };
}

/** What stands for the `????` of a template in a filled one; undefined where they do not fit. */
function filled(text: string, template: string): string | undefined {
  const parts = template.trimEnd().split(HOLE);
  const whole = text.trimEnd();
  if (parts.length !== 2 || !whole.startsWith(parts[0]) || !whole.endsWith(parts[1])) return undefined;
  const end = whole.length - parts[1].length;
  return end < parts[0].length ? undefined : whole.slice(parts[0].length, end);
}

function json(text: string, file: string, row?: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SourceError(`not JSON: ${(error as Error).message}`, file, row);
  }
}

function parsed<T>(schema: z.ZodType<T>, given: unknown, file: string, row: number): T {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue.path.join(".");
  throw new SourceError(field === "" ? issue.message : `field "${field}": ${issue.message}`, file, row);
}
