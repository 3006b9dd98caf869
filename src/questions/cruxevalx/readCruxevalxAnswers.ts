import { z } from "zod";
import { SourceError } from "../../program/SourceError.js";
import type { CruxevalxData } from "./CruxevalxItem.js";

/** A row of a file of results or submissions. */
export interface CruxevalxAnswer {
  readonly id: number;
  /** Absent where there is no translation. */
  readonly answer?: string;
  /** What was published: whether it is right, or 0 where there is no translation. */
  readonly res?: boolean | 0;
  /** Published label of a failure. */
  readonly error?: string;
  /** The program as published. */
  readonly code?: string;
}

const Row = z.object({
  id: z.number().int().nonnegative(),
  answer: z.string().optional(),
  res: z.union([z.boolean(), z.literal(0)]).optional(),
  error: z.string().nullish(),
  code: z.string().optional(),
});

/**
 * Reads answers to CRUXEval-X: a list of `{id, answer}`, as results (`infer_results/…`, with `res`, `error` and `code`)
 * and submissions are published; or an object of texts or of lists of one text by id.
 *
 * @throws SourceError naming file and row: what is no JSON, mistyped fields, ids given twice or not in the data, an answer
 *   missing where there is a program.
 */
export function readCruxevalxAnswers(
  text: string,
  file: string,
  data: CruxevalxData,
): readonly CruxevalxAnswer[] {
  let given: unknown;
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new SourceError(`not JSON: ${(error as Error).message}`, file);
  }
  const list = Array.isArray(given) ? given : byId(given, file);
  if (list.length === 0) throw new SourceError("holds no answers", file);
  const items = new Set(data.items.map(({ id }) => id));
  const without = new Set(data.without);
  const seen = new Set<number>();
  return list.map((entry, i) => {
    const read = Row.safeParse(entry);
    if (!read.success) {
      const [issue] = read.error.issues;
      const field = issue.path.join(".");
      throw new SourceError(field === "" ? issue.message : `field "${field}": ${issue.message}`, file, i + 1);
    }
    const { id, answer, res, error, code } = read.data;
    if (seen.has(id)) throw new SourceError(`id ${id} is there twice`, file, i + 1);
    seen.add(id);
    if (!items.has(id) && !without.has(id))
      throw new SourceError(`the data has no row of id ${id}`, file, i + 1);
    if (items.has(id) && answer === undefined)
      throw new SourceError(`field "answer" is missing for id ${id}`, file, i + 1);
    return {
      id,
      ...(answer === undefined ? {} : { answer }),
      ...(res === undefined ? {} : { res }),
      ...(error == null ? {} : { error }),
      ...(code === undefined ? {} : { code }),
    };
  });
}

function byId(given: unknown, file: string): readonly unknown[] {
  if (given === null || typeof given !== "object")
    throw new SourceError("must be a list of {id, answer} or an object of answers by id", file);
  return Object.entries(given).map(([key, value], i) => {
    const id = /^(?:sample_)?(\d+)$/.exec(key)?.[1];
    if (id === undefined) throw new SourceError(`key ${JSON.stringify(key)} is no id`, file, i + 1);
    if (!Array.isArray(value)) return { id: Number(id), answer: value };
    if (value.length !== 1)
      throw new SourceError(`${key}: one answer is scored, ${value.length} are given`, file, i + 1);
    return { id: Number(id), answer: value[0] };
  });
}
