import type { Question, Task } from "../questions/Question.js";

/** Parts of tasks that are reported apart, in the order in which reports show them. */
export const PARTS: Readonly<Record<Task, readonly string[]>> = {
  output: ["value", "error", "printed"],
  input: [],
  coverage: ["executed", "not executed"],
  path: ["next line", "returns", "throws", "raises", "ends", "not executed"],
  state: ["before", "after", "not executed"],
  lines: [],
  definition: ["line", "parameter"],
  branch: ["holds", "does not hold"],
  iterations: ["no round", "1 round", "2 or 3 rounds", "4 and more rounds"],
  alias: ["same object", "different objects"],
};

/** The part of its task a question belongs to; `""` where the task has none. */
export function partOf({ truth, of, when }: Question): string {
  switch (truth.task) {
    case "output":
      return of === "printed" ? "printed" : truth.value.type === "error" ? "error" : "value";
    case "coverage":
      return truth.executed ? "executed" : "not executed";
    case "path":
      return truth.end ?? "next line";
    case "state":
      return truth.end ?? when ?? "before";
    case "input":
    case "lines":
      return "";
    case "definition":
      return truth.parameter ? "parameter" : "line";
    case "branch":
      return truth.holds ? "holds" : "does not hold";
    case "iterations":
      if (truth.rounds < 2) return truth.rounds === 0 ? "no round" : "1 round";
      return truth.rounds < 4 ? "2 or 3 rounds" : "4 and more rounds";
    case "alias":
      return truth.same ? "same object" : "different objects";
  }
}
