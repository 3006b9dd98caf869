import { FrameEnd, frames } from "../derive/frames.js";
import { lineSteps } from "../derive/linePath.js";
import { occurrences } from "../derive/occurrences.js";
import { Replay } from "../derive/Replay.js";
import { CHUNK_ROWS, Kind } from "../format/Kind.js";
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
  const lines = new Set(lineSteps(trace).map(index => occurrences(trace).begin[index]));
  // A call is shown when its parameters are set, that is, before the first thing the activation does.
  let called: { readonly frame: number; readonly line: number } | undefined;
  for (const group of rowGroups(trace.columns)) {
    const kind = kindOf(group.op[0]);
    const frame = group.frame[0];
    const found: TutorStep[] = [];
    if (called !== undefined && kind !== Kind.SET && kind !== Kind.NEW) {
      found.push(tutor.step("call", group.row, called.frame, called.line));
      called = undefined;
    }
    const place = tutor.place(kind, idOf(group.op[0]), group.row);
    if (kind === Kind.CALL && place.shown) called = { frame, line: place.line };
    else if (kind === Kind.RETURN && place.shown)
      found.push(tutor.step("return", group.row, frame, place.line));
    else if ((kind === Kind.THROW || kind === Kind.CATCH) && place.program === 0) {
      const { outcome } = trace.footer;
      const last = kind === Kind.THROW && outcome.kind === "throw" && outcome.row === group.row;
      found.push(
        tutor.step(
          last ? "uncaught_exception" : "exception",
          group.row,
          frame,
          tutor.lineIn(frame, group.row, place.line),
        ),
      );
    }
    if (lines.has(group.row)) {
      found.push(tutor.step("step_line", group.row, frame, tables.sites[idOf(group.op[0])].line));
    }
    for (const step of found) {
      if (steps.length < limit) steps.push(step);
      else {
        const message = `Stopped after running ${limit} steps.`;
        steps.push({ ...step, event: "instruction_limit_reached", exception_msg: message });
        return { code: trace.header.programs[0].source, trace: steps };
      }
    }
  }
  return { code: trace.header.programs[0].source, trace: steps };
}

class Tutor {
  private readonly trace: Trace;
  private readonly replay: Replay;
  private readonly python: boolean;
  private readonly parents: Set<number> = new Set();
  private readonly ids: Map<number, number> = new Map();
  private readonly heapIds: Map<number, number> = new Map();

  constructor(trace: Trace) {
    this.trace = trace;
    this.replay = new Replay(trace);
    this.python = trace.header.programs[0].language === "python";
  }

  /** Program and line of a CALL, RETURN, THROW or CATCH; `shown` when it is of a function of the main file. */
  place(kind: number, id: number, row: number): { program: number; line: number; shown: boolean } {
    const { functions, sites } = this.trace.tables;
    if (kind !== Kind.CALL && kind !== Kind.THROW && kind !== Kind.RETURN && kind !== Kind.CATCH) {
      return { program: -1, line: 0, shown: false };
    }
    const site = kind === Kind.RETURN || kind === Kind.CATCH ? sites[id] : undefined;
    const fn = functions[site === undefined ? id : site.function];
    // The module and the call expression are the frame of the globals, not functions one sees called.
    const shown = fn.program === 0 && fn.kind !== "module";
    const frame = this.trace.columns.chunk(Math.floor(row / CHUNK_ROWS)).frame[row % CHUNK_ROWS];
    const line = kind === Kind.CALL ? fn.line : this.lineIn(frame, row, site?.line ?? fn.line);
    return { program: fn.program, line, shown };
  }

  lineIn(frame: number, row: number, otherwise: number): number {
    const site = this.replay.seek(row).site(frame);
    return site >= 0 ? this.trace.tables.sites[site].line : otherwise;
  }

  step(event: TutorStep["event"], row: number, frame: number, line: number): TutorStep {
    const { replay, trace } = this;
    replay.seek(row);
    const all = frames(trace);
    const heap = new PythonTutorHeap(replay, trace, this.heapIds);
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
    for (const [name, value] of this.replay.variables(frame)) {
      // A name of Python that is not bound is none of the locals.
      if (value.type === "uninitialized" && this.python) continue;
      found[name] = heap.value(value);
    }
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
