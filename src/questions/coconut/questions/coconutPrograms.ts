import type { CoconutData, CoconutKind } from "../data/CoconutData.js";
import { callText } from "../data/callText.js";

/** A published program with the calls that were traced. */
export interface CoconutProgram {
  /** `HumanEval/0`, `oop/Account_2_trace_3`. */
  readonly id: string;
  readonly file: string;
  readonly language: "python";
  /** Which part of CoCoNUT. */
  readonly family: CoconutKind;
  /** The task: the five drivers of a program share one. */
  readonly cluster: string;
  readonly title: string;
  readonly source: string;
  /** Expressions, each once, in the order of the rows; `""` for a whole program: it is run, nothing is called. */
  readonly calls: readonly string[];
}

/**
 * The published programs, in the order of their first rows. Rows whose text is only known without its indentation
 * are left out.
 */
export function coconutPrograms(data: CoconutData): CoconutProgram[] {
  const programs = new Map<string, CoconutProgram & { readonly calls: string[] }>();
  for (const { kind, task, trace, name, call, source, runnable } of data.items) {
    if (!runnable) continue;
    const single = name !== undefined && call !== undefined;
    const id = single ? task : `${kind}/${task}_trace_${trace}`;
    const written = single ? callText(name, call) : "";
    const known = programs.get(id);
    if (known !== undefined) {
      if (!known.calls.includes(written)) known.calls.push(written);
      continue;
    }
    programs.set(id, {
      id,
      file: `${id}.py`,
      language: "python",
      family: kind,
      cluster: task,
      title: single ? name : `${task}, driver ${trace}`,
      source,
      calls: [written],
    });
  }
  return [...programs.values()];
}
