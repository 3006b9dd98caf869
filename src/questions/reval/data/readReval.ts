import { join } from "node:path";
import * as z from "zod/mini";
import { SourceError } from "../../../program/SourceError.js";
import { lazily, validateForeign } from "../../../program/validate.js";
import type { RevalData, RevalPair, RevalProgram } from "./RevalData.js";
import { readJsonLines } from "./readJsonLines.js";

const dataRow = lazily(() =>
  z.object({
    task_id: z.string().check(z.minLength(1)),
    entry_point: z.string().check(z.regex(/^[^\W\d]\w*$/u)),
    code: z.string().check(z.minLength(1)),
    inputs: z.array(z.string()),
    outputs: z.array(z.string()),
    test: z.nullable(z.string()),
  }),
);

const taskRow = lazily(() =>
  z.object({
    task_id: z.string().check(z.minLength(1)),
    idx: z.int().check(z.gte(0)),
    tasks: z.array(
      z.object({
        input_idx: z.int().check(z.gte(0)),
        task: z.array(z.object({ lineno: z.int().check(z.gte(1)), var: z.string().check(z.minLength(1)) })),
        output_pred: z.string(),
      }),
    ),
  }),
);

/** Names of the published files. */
export const REVAL_FILES = { data: "DREval_data.jsonl", tasks: "DREval_tasks.jsonl" } as const;

/**
 * Reads the two published files of REval and joins them. No row is dropped.
 *
 * @param data a file like `DREval_data.jsonl`, or the folder of both.
 * @param tasks a file like `DREval_tasks.jsonl`; by default the one beside `data`.
 * @throws SourceError naming file and line: broken JSON, a missing column, a value of another type, an id twice, a
 *   task about a row, input or line that does not exist, one pair twice.
 */
export function readReval(data: string, tasks?: string): RevalData {
  const isFile = data.endsWith(".jsonl");
  const dataFile = isFile ? data : join(data, REVAL_FILES.data);
  const taskFile = tasks ?? join(isFile ? join(data, "..") : data, REVAL_FILES.tasks);
  const programs = readPrograms(dataFile);
  return { programs, pairs: readPairs(taskFile, programs) };
}

function readPrograms(file: string): readonly RevalProgram[] {
  const lineOf = new Map<string, number>();
  return readJsonLines(file).map(({ value, line }, idx) => {
    const row = validateForeign(dataRow(), "row of REval's data", value, file, line);
    once(lineOf, row.task_id, "task_id", file, line);
    const kind = row.test === null ? "function" : "class";
    if (kind === "function" && row.inputs.length !== row.outputs.length)
      throw new SourceError(`${row.inputs.length} inputs but ${row.outputs.length} outputs`, file, line);
    const { entry_point: entryPoint, code, inputs, outputs, test } = row;
    return { idx, taskId: row.task_id, entryPoint, kind, code, inputs, outputs, test };
  });
}

function readPairs(file: string, programs: readonly RevalProgram[]): readonly RevalPair[] {
  const lineOf = new Map<string, number>();
  return readJsonLines(file).flatMap(({ value, line }) => {
    const row = validateForeign(taskRow(), "row of REval's tasks", value, file, line);
    once(lineOf, row.task_id, "task_id", file, line);
    const program = programs[row.idx];
    if (program === undefined)
      throw new SourceError(`idx is ${row.idx}, but the data has ${programs.length} rows`, file, line);
    if (program.taskId !== row.task_id)
      throw new SourceError(
        `task_id is "${row.task_id}", but row ${row.idx} of the data is "${program.taskId}"`,
        file,
        line,
      );
    const lines = program.code.split("\n").length;
    const seen = new Set<number>();
    return row.tasks.map(({ input_idx: inputIdx, task, output_pred: outputTest }, i): RevalPair => {
      const at = `tasks[${i}]`;
      if (inputIdx >= program.inputs.length)
        throw new SourceError(
          `${at}.input_idx is ${inputIdx}, but ${program.taskId} has ${program.inputs.length} inputs`,
          file,
          line,
        );
      if (seen.has(inputIdx)) throw new SourceError(`${at}.input_idx ${inputIdx} is there twice`, file, line);
      seen.add(inputIdx);
      const probes = task.map(({ lineno, var: variable }, k) => {
        if (lineno > lines)
          throw new SourceError(
            `${at}.task[${k}].lineno is ${lineno}, but the program has ${lines} lines`,
            file,
            line,
          );
        return { line: lineno, var: variable };
      });
      return { idx: row.idx, inputIdx, probes, outputTest };
    });
  });
}

function once(lineOf: Map<string, number>, id: string, name: string, file: string, line: number): void {
  const before = lineOf.get(id);
  if (before !== undefined) throw new SourceError(`${name} "${id}" stands on line ${before} too`, file, line);
  lineOf.set(id, line);
}
