import { FrameEnd, frames } from "../derive/frames.js";
import { Replay } from "../derive/Replay.js";
import { Kind } from "../format/Kind.js";
import { idOf, kindOf, rowGroups } from "../format/rowGroups.js";
import type { Trace } from "../format/Trace.js";
import { PythonTutorHeap, type TutorValue } from "./PythonTutorHeap.js";

/** One activation as Online Python Tutor shows it. */
export interface TutorFrame {
  readonly func_name: string;
  readonly frame_id: number;
  readonly unique_hash: string;
  readonly is_highlighted: boolean;
  readonly is_parent: boolean;
  readonly is_zombie: boolean;
  readonly parent_frame_id_list: readonly number[];
  readonly ordered_varnames: readonly string[];
  readonly encoded_locals: Readonly<Record<string, TutorValue>>;
}

/** One step: a full snapshot. */
export interface TutorStep {
  readonly event:
    | "step_line"
    | "call"
    | "return"
    | "exception"
    | "uncaught_exception"
    | "instruction_limit_reached";
  readonly line: number;
  readonly func_name: string;
  readonly stack_to_render: readonly TutorFrame[];
  readonly globals: Readonly<Record<string, TutorValue>>;
  readonly ordered_globals: readonly string[];
  readonly heap: Readonly<Record<string, TutorValue>>;
  readonly stdout: string;
  readonly exception_msg?: string;
}

/** The trace format of Online Python Tutor, version 3. */
export interface PythonTutorTrace {
  readonly code: string;
  readonly trace: readonly TutorStep[];
}

/** Options of {@link toPythonTutor}. */
export interface PythonTutorOptions {
  /** Steps before `instruction_limit_reached`. Default 1000, as the site's. */
  readonly steps?: number;
}

/**
 * The steps Online Python Tutor shows: at each statement of the main file that is about to run, each call, return and
 * exception, with stack, variables and heap. Every step is a whole snapshot, so the result grows with steps × heap.
 */
export function toPythonTutor(trace: Trace, options: PythonTutorOptions = {}): PythonTutorTrace {
  const limit = options.steps ?? 1000;
  const { tables } = trace;
  const steps: TutorStep[] = [];
  const tutor = new Tutor(trace);
  for (const group of rowGroups(trace.columns)) {
    const kind = kindOf(group.op[0]);
    const id = idOf(group.op[0]);
    const frame = group.frame[0];
    let step: TutorStep | undefined;
    if (kind === Kind.CALL) {
      const fn = tables.functions[id];
      // The module and the call expression are the frame of the globals, not functions one sees called.
      if (fn.program === 0 && fn.kind !== "module")
        step = tutor.step("call", group.row + group.op.length, frame, fn.line);
    } else if (kind === Kind.BEGIN) {
      const site = tables.sites[id];
      if (site.program === 0 && site.kind !== "finally")
        step = tutor.step("step_line", group.row, frame, site.line);
    } else if (kind === Kind.RETURN) {
      const site = tables.sites[id];
      const fn = tables.functions[site.function];
      if (fn.program === 0 && fn.kind !== "module")
        step = tutor.step("return", group.row, frame, tutor.lineIn(frame, group.row, site.line));
    } else if (kind === Kind.CATCH || kind === Kind.THROW) {
      const program = kind === Kind.CATCH ? tables.sites[id].program : tables.functions[id].program;
      const event =
        kind === Kind.THROW && trace.footer.outcome.kind === "throw" && trace.footer.outcome.row === group.row
          ? "uncaught_exception"
          : "exception";
      const line = kind === Kind.CATCH ? tables.sites[id].line : tables.functions[id].line;
      if (program === 0) step = tutor.step(event, group.row, frame, tutor.lineIn(frame, group.row, line));
    }
    if (step === undefined) continue;
    if (steps.length === limit) {
      steps.push({
        ...step,
        event: "instruction_limit_reached",
        exception_msg: `Stopped after running ${limit} steps.`,
      });
      break;
    }
    steps.push(step);
  }
  return { code: trace.header.programs[0].source, trace: steps };
}

class Tutor {
  private readonly trace: Trace;
  private readonly replay: Replay;
  private readonly parents: Set<number> = new Set();
  private readonly ids: Map<number, number> = new Map();

  constructor(trace: Trace) {
    this.trace = trace;
    this.replay = new Replay(trace);
  }

  lineIn(frame: number, row: number, otherwise: number): number {
    const site = this.replay.seek(row).site(frame);
    return site >= 0 ? this.trace.tables.sites[site].line : otherwise;
  }

  step(event: TutorStep["event"], row: number, frame: number, line: number): TutorStep {
    const { replay, trace } = this;
    replay.seek(row);
    const all = frames(trace);
    const heap = new PythonTutorHeap(replay, trace);
    const stack = replay.stack().reverse();
    for (const { frame: at } of stack) if (all.scope[at] > 0) this.parents.add(all.scope[at]);
    const rendered = stack
      .filter(
        f =>
          trace.tables.functions[f.function].kind !== "module" &&
          f.program === 0 &&
          trace.tables.functions[f.function].kind !== "call",
      )
      .map((f): TutorFrame => {
        const id = this.idOf(f.frame);
        const encoded = this.locals(f.frame, heap);
        if (event === "return" && f.frame === frame) encoded.__return__ = heap.value(replay.rowValue());
        const isParent = this.parents.has(f.frame);
        return {
          func_name: f.name,
          frame_id: id,
          unique_hash: `${f.name}_f${id}${isParent ? "_p" : ""}`,
          is_highlighted: f.frame === frame,
          is_parent: isParent,
          is_zombie: false,
          parent_frame_id_list: this.ancestors(f.frame),
          ordered_varnames: Object.keys(encoded),
          encoded_locals: encoded,
        };
      });
    const globals = this.locals(0, heap);
    const fn = trace.tables.functions[all.function[frame]];
    const thrown = event === "exception" || event === "uncaught_exception" ? replay.rowValue() : undefined;
    return {
      event,
      line,
      func_name: fn.kind === "module" ? "<module>" : fn.name,
      stack_to_render: rendered,
      globals,
      ordered_globals: Object.keys(globals),
      heap: heap.entries(),
      stdout: replay.output(),
      ...(thrown === undefined ? {} : { exception_msg: heap.message(thrown) }),
    };
  }

  private locals(frame: number, heap: PythonTutorHeap): Record<string, TutorValue> {
    const found: Record<string, TutorValue> = {};
    for (const [name, value] of this.replay.variables(frame)) found[name] = heap.value(value);
    return found;
  }

  /** Frame ids count up from 1 in the order in which frames are shown. */
  private idOf(frame: number): number {
    let id = this.ids.get(frame);
    if (id === undefined) {
      id = this.ids.size + 1;
      this.ids.set(frame, id);
    }
    return id;
  }

  private ancestors(frame: number): number[] {
    const { scope, end } = frames(this.trace);
    const found: number[] = [];
    for (let at = scope[frame]; at > 0; at = scope[at]) {
      if (this.ids.has(at) || end[at] === FrameEnd.NONE) found.push(this.idOf(at));
    }
    return found;
  }
}
