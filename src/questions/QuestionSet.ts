import { sha256 } from "../program/hash.js";
import type { Language, Program, SourceType } from "../program/Program.js";
import { parse } from "../program/parse.js";
import { SourceError } from "../program/SourceError.js";
import type { Posed } from "./pose/pose.js";
import type { SkipCount } from "./pose/SkipReason.js";
import type { Question } from "./Question.js";

/** Enough of a program to parse it again into the same nodes. */
export interface ProgramText {
  readonly id: string;
  readonly file: string;
  readonly language: Language;
  readonly sourceType: SourceType;
  readonly source: string;
}

/** Questions with the programs they are about: what a run asks and a run folder keeps. */
export interface QuestionSet {
  readonly schema: "tracebook/questions@1";
  readonly dataset: string;
  readonly seed: number;
  /** In order of id. */
  readonly programs: readonly ProgramText[];
  readonly questions: readonly Question[];
  /** What was not asked, summed over the traces. */
  readonly skipped: readonly SkipCount[];
  /** SHA-256 over programs and questions, hex. */
  readonly sha256: string;
}

/** Joins what was posed about several traces. Repeated questions (same id) are kept once. */
export function questionSet(
  dataset: string,
  seed: number,
  parts: readonly { readonly program: Program; readonly posed: Posed }[],
): QuestionSet {
  const programs = new Map<string, ProgramText>();
  const questions = new Map<string, Question>();
  const skipped = new Map<string, SkipCount>();
  for (const { program, posed } of parts) {
    const { id, file, language, sourceType, source } = program;
    if (posed.questions.length > 0 && !programs.has(id))
      programs.set(id, { id, file, language, sourceType, source });
    for (const question of posed.questions)
      if (!questions.has(question.id)) questions.set(question.id, question);
    for (const skip of posed.skipped) {
      const key = `${skip.task}\0${skip.reason}`;
      skipped.set(key, { ...skip, count: skip.count + (skipped.get(key)?.count ?? 0) });
    }
  }
  const sorted = [...programs.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return seal({
    dataset,
    seed,
    programs: sorted,
    questions: [...questions.values()],
    skipped: [...skipped.values()],
  });
}

function seal(set: Omit<QuestionSet, "schema" | "sha256">): QuestionSet {
  return {
    schema: "tracebook/questions@1",
    ...set,
    sha256: sha256(JSON.stringify([set.programs, set.questions])),
  };
}

/** Programs of a set by id, parsed. */
export function programsOf(set: QuestionSet): ReadonlyMap<string, Program> {
  return new Map(
    set.programs.map(({ id, file, language, sourceType, source }) => [
      id,
      parse(source, { file, language, sourceType }),
    ]),
  );
}

/** JSON lines: a header with the programs, then one question per line. */
export function questionSetLines(set: QuestionSet): string {
  const { questions, ...header } = set;
  return `${[header, ...questions].map(row => JSON.stringify(row)).join("\n")}\n`;
}

/**
 * Reads {@link questionSetLines}.
 *
 * @throws SourceError naming file and row for text that is no JSON, another schema, a missing field, or a hash
 *   that does not fit the content.
 */
export function readQuestionSet(text: string, file: string): QuestionSet {
  const rows = text.split("\n").map((line, index) => ({ line, row: index + 1 }));
  const [header, ...rest] = rows
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, row }) => {
      try {
        return { value: JSON.parse(line) as Record<string, unknown>, row };
      } catch {
        throw new SourceError(`not JSON: ${line.slice(0, 60)}`, file, row);
      }
    });
  if (header === undefined) throw new SourceError("empty: no question set", file);
  expectSchema(header.value, "tracebook/questions@1", file, header.row);
  for (const name of ["dataset", "seed", "programs", "sha256"])
    expectField(header.value, name, file, header.row);
  for (const { value, row } of rest) {
    expectSchema(value, "tracebook/question@1", file, row);
    for (const name of ["id", "task", "program", "family", "cluster", "call", "truth"])
      expectField(value, name, file, row);
  }
  const { dataset, seed, programs, skipped } = header.value as unknown as QuestionSet;
  const set = seal({
    dataset,
    seed,
    programs,
    questions: rest.map(({ value }) => value as unknown as Question),
    skipped: skipped ?? [],
  });
  const known = new Set(programs.map(({ id }) => id));
  set.questions.forEach((question, index) => {
    if (!known.has(question.program))
      throw new SourceError(
        `question ${question.id} is about an unknown program: ${question.program}`,
        file,
        rest[index].row,
      );
  });
  if (set.sha256 !== header.value.sha256)
    throw new SourceError(
      `content does not fit its hash ${String(header.value.sha256)}: edited or cut off`,
      file,
    );
  return set;
}

function expectSchema(value: Record<string, unknown>, schema: string, file: string, row: number): void {
  if (value.schema !== schema)
    throw new SourceError(
      `expected schema ${schema}, got ${JSON.stringify(value.schema) ?? "none"}`,
      file,
      row,
    );
}

function expectField(value: Record<string, unknown>, name: string, file: string, row: number): void {
  if (value[name] === undefined) throw new SourceError(`missing field ${name}`, file, row);
}
