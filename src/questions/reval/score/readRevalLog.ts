import * as z from "zod/mini";
import { SourceError } from "../../../program/SourceError.js";
import { lazily, validateForeign } from "../../../program/validate.js";
import type { RevalData } from "../data/RevalData.js";
import { readJsonLines } from "../data/readJsonLines.js";
import type { RevalLog, RevalLogEntry, RevalResult, RevalTask } from "./RevalLog.js";

const lines = () => z.union([z.number(), z.array(z.number())]);

const logRow = lazily(() =>
  z.object({
    task_id: z.string(),
    generation: z.array(
      z.object({
        input_idx: z.int().check(z.gte(0)),
        results: z.array(
          z.object({
            generated: z.string(),
            response: z.optional(z.union([z.boolean(), z.string(), lines()])),
            expected: z.optional(z.union([z.boolean(), z.string(), lines()])),
            eq: z.optional(z.boolean()),
            pass: z.optional(z.boolean()),
          }),
        ),
      }),
    ),
  }),
);

type Result = z.output<ReturnType<typeof logRow>>["generation"][number]["results"][number];

/**
 * Reads a result file of the original: a row a program and at its end one of metrics, which may be missing.
 *
 * @param task which task the answers are to; by default what the fields of the results say.
 * @throws SourceError naming file and line: broken JSON, missing fields, unknown programs and inputs, a pair twice,
 *   another number of results than probes, fields of another task.
 */
export function readRevalLog(file: string, data: RevalData, task?: RevalTask): RevalLog {
  const rows = readJsonLines(file);
  const last = rows[rows.length - 1].value as Record<string, unknown> | null;
  const metrics = typeof last === "object" && last !== null && !("task_id" in last) ? last : undefined;
  const programs = new Map(data.programs.map(program => [program.taskId, program.idx]));
  const pairs = new Map(data.pairs.map(pair => [`${pair.idx}/${pair.inputIdx}`, pair]));
  const seen = new Set<string>();
  let found = task;
  const entries = rows.slice(0, metrics === undefined ? undefined : -1).flatMap(({ value, line }) => {
    const row = validateForeign(logRow(), "row of a REval log", value, file, line);
    const idx = programs.get(row.task_id);
    if (idx === undefined) throw new SourceError(`no program ${row.task_id} in the data`, file, line);
    return row.generation.map((one): RevalLogEntry => {
      const name = `${idx}/${one.input_idx}`;
      const pair = pairs.get(name);
      if (pair === undefined)
        throw new SourceError(`${row.task_id} has no task with input ${one.input_idx}`, file, line);
      if (seen.has(name))
        throw new SourceError(`input ${one.input_idx} of ${row.task_id} stands there twice`, file, line);
      seen.add(name);
      for (const result of one.results) {
        const says = taskOf(result);
        found ??= says;
        if (says !== undefined && says !== found)
          throw new SourceError(`a result of the task ${says} among those of ${found}`, file, line);
      }
      const expected = found === "output" ? 1 : pair.probes.length;
      if (one.results.length !== expected)
        throw new SourceError(
          `input ${one.input_idx} of ${row.task_id} has ${one.results.length} results, expected ${expected}`,
          file,
          line,
        );
      return { idx, inputIdx: one.input_idx, results: one.results.map(resultOf) };
    });
  });
  if (found === undefined)
    throw new SourceError("the results do not say which task they are of: name it", file);
  return { task: found, entries, ...(metrics === undefined ? {} : { metrics }) };
}

function taskOf({ eq, pass, expected }: Result): RevalTask | undefined {
  if (eq !== undefined) return "state";
  if (pass !== undefined) return "output";
  if (expected === undefined) return undefined;
  return typeof expected === "boolean" || typeof expected === "string" ? "coverage" : "path";
}

function resultOf({ generated, eq, pass, response, expected }: Result): RevalResult {
  const logged = eq ?? pass ?? (expected === undefined ? undefined : agrees(response, expected));
  return { generated, ...(logged === undefined ? {} : { logged }) };
}

/** Of paths any common line will do. */
function agrees(response: Result["response"], expected: NonNullable<Result["expected"]>): boolean {
  if (typeof expected === "boolean" || typeof expected === "string") return response === expected;
  const given = [response].flat();
  return [expected].flat().some(line => given.includes(line));
}
