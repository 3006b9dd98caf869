import type { RevalData } from "../data/RevalData.js";

/** A published program with the calls that are asked about. */
export interface RevalProgramEntry {
  /** `DREval/0`. */
  readonly id: string;
  readonly file: string;
  readonly language: "python";
  /** Where the program comes from. */
  readonly family: "humaneval" | "classeval";
  readonly cluster: string;
  readonly title: string;
  readonly source: string;
  /** Expressions, in the order of the tasks, each once. */
  readonly calls: readonly string[];
}

/**
 * The programs of REval whose pairs are calls: those of HumanEval. The pairs of a class are test methods, which are
 * no expressions; `revalTruth` runs them.
 */
export function revalPrograms(data: RevalData): readonly RevalProgramEntry[] {
  const calls = new Map<number, string[]>();
  for (const { idx, inputIdx } of data.pairs) {
    const program = data.programs[idx];
    if (program.kind !== "function") continue;
    // Inputs are tuples that end in a comma, which a call may have too.
    const input = program.inputs[inputIdx].trim();
    const call = `${program.entryPoint}(${input.replace(/^\(/, "").replace(/,?\s*\)$/, "")})`;
    const known = calls.get(idx) ?? [];
    calls.set(idx, known);
    if (!known.includes(call)) known.push(call);
  }
  return [...calls].map(([idx, list]) => {
    const { taskId, entryPoint, code } = data.programs[idx];
    return {
      id: taskId,
      file: `${taskId}.py`,
      language: "python",
      family: "humaneval",
      cluster: taskId,
      title: entryPoint,
      source: code,
      calls: list,
    };
  });
}
