import type { FunctionEntry } from "../../trace/format/tables.js";
import { StepKind, type ViewerLane } from "./ViewerModel.js";

/** What lanes need to know of a step. */
export interface LaneStep {
  readonly kind: number;
  /** Trace frames, outermost first. */
  readonly stack: readonly number[];
  /** Frame the step is of. */
  readonly frame: number;
}

interface Growing {
  readonly name: string;
  readonly frame: number;
  readonly runs: [number, number][];
  readonly waits: [number, number][];
}

/**
 * Tasks over steps. A step belongs to the innermost activation of an async function on the stack, to the
 * main program when there is none, and else to the callback the event loop called. A task runs while steps are
 * its own, and waits from an await to the step that resumes it.
 */
export function taskLanes(
  steps: readonly LaneStep[],
  functionOf: (frame: number) => FunctionEntry,
  nameOf: (frame: number) => string,
): readonly ViewerLane[] {
  const lanes = new Map<string, Growing>();
  const waiting = new Map<number, [number, number]>();
  steps.forEach((step, i) => {
    const [key, frame] = task(step.stack, functionOf);
    let lane = lanes.get(key);
    if (lane === undefined) {
      const name =
        frame < 0
          ? "(program)"
          : key.startsWith("c")
            ? `callback ${nameOf(frame).replace(/ #\d+$/, "")}`
            : nameOf(frame);
      lane = { name, frame: key.startsWith("c") ? -1 : frame, runs: [], waits: [] };
      lanes.set(key, lane);
    }
    const run = lane.runs.at(-1);
    if (run !== undefined && run[1] === i) run[1] = i + 1;
    else lane.runs.push([i, i + 1]);
    if (step.kind === StepKind.RESUME) {
      const wait = waiting.get(step.frame);
      if (wait !== undefined) wait[1] = i;
      waiting.delete(step.frame);
    }
    const suspends =
      step.kind === StepKind.AWAIT || (step.kind === StepKind.YIELD && functionOf(step.frame).async);
    if (suspends) {
      const wait: [number, number] = [i, -1];
      waiting.set(step.frame, wait);
      lane.waits.push(wait);
    }
  });
  return lanes.size < 2 ? [] : [...lanes.values()];
}

function task(
  stack: readonly number[],
  functionOf: (frame: number) => FunctionEntry,
): readonly [key: string, frame: number] {
  for (let i = stack.length - 1; i >= 0; i--) {
    const fn = functionOf(stack[i]);
    if (fn.kind === "module" || fn.kind === "call") return ["m", -1];
    if (fn.async) return [`a${stack[i]}`, stack[i]];
  }
  return stack.length === 0 ? ["m", -1] : [`c${functionOf(stack[0]).id}`, stack[0]];
}
