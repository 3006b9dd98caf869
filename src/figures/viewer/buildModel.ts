import { frames } from "../../trace/derive/frames.js";
import { Replay } from "../../trace/derive/Replay.js";
import type { Trace } from "../../trace/format/Trace.js";
import { codeTones } from "./codeTones.js";
import { branchCounts, countMarks } from "./countMarks.js";
import { lineWrites } from "./lineWrites.js";
import { outcomeText } from "./outcomeText.js";
import { previewValue } from "./previewValue.js";
import { rowValue } from "./rowValue.js";
import { BY_EXCEPTION, BY_RETURN, type StepRow, scanRows } from "./scanRows.js";
import { sourceLines } from "./sourceLines.js";
import { type StateChange, StepStates } from "./stepStates.js";
import type { ViewerSettings } from "./TraceViewerOptions.js";
import { type LaneStep, taskLanes } from "./taskLanes.js";
import {
  StepKind,
  type ViewerFrame,
  type ViewerFunction,
  type ViewerModel,
  type ViewerStep,
} from "./ViewerModel.js";

/** Gives every distinct key an index in order of first use. */
class Indexed<K> {
  readonly keys: K[] = [];
  private readonly known: Map<K, number> = new Map();

  of(key: K): number {
    let index = this.known.get(key);
    if (index === undefined) {
      index = this.keys.length;
      this.known.set(key, index);
      this.keys.push(key);
    }
    return index;
  }
}

/** Everything the viewer shows of a trace, as plain data. */
export function buildModel(trace: Trace, settings: ViewerSettings): ViewerModel {
  const scanned = scanRows(trace, settings.maxSteps, settings.outputChars);
  const branches = branchCounts(trace);
  const counted = trace.programs.map((_program, p) => countMarks(trace, p, branches));
  const all = frames(trace);
  const { functions, sites } = trace.tables;

  const names = new Indexed<string>();
  const texts = new Indexed<string>();
  const used = new Indexed<number>();
  const replay = new Replay(trace);
  let ended: string | undefined;
  const outcome = (): string => {
    ended ??= outcomeText(trace, settings.valueChars, replay);
    return ended;
  };
  const states = new StepStates(replay, all, settings.valueChars);
  const steps: ViewerStep[] = [];
  const laneSteps: LaneStep[] = [];
  let before: readonly number[] = [];
  let printed = 0;
  const add = (
    kind: number,
    place: Place,
    stack: readonly number[],
    changes: readonly StateChange[],
    row: number,
    note: string,
  ): void => {
    let keep = 0;
    while (keep < before.length && before[keep] === stack[keep]) keep++;
    while (printed < scanned.output.length && scanned.output[printed].row < row) printed++;
    steps.push([
      kind,
      place.file,
      place.line,
      place.mark,
      keep,
      stack.slice(keep).map(frame => used.of(frame)),
      changes.flatMap(([frame, name, text]) => [
        used.of(frame),
        names.of(name),
        text === undefined ? -1 : texts.of(text),
      ]),
      printed,
      note === "" ? -1 : texts.of(note),
    ]);
    before = stack;
  };
  const placeOf = (
    step: StepRow,
    stack: readonly { readonly program: number; readonly line: number }[],
  ): Place => {
    if (step.site < 0) return { file: stack[0]?.program ?? 0, line: stack[0]?.line ?? 1, mark: -1 };
    const site = sites[step.site];
    return { file: site.program, line: site.line, mark: counted[site.program].bySite.get(step.site) ?? -1 };
  };

  for (const step of scanned.steps) {
    // A resumed activation is on the stack only after its row.
    replay.seek(step.kind === StepKind.RESUME ? step.row + 1 : step.row);
    const innermost = replay.stack();
    const stack = innermost.map(entry => entry.frame).reverse();
    const note = stepNote(replay, step, settings.valueChars);
    add(step.kind, placeOf(step, innermost), stack, states.next(stack), step.row, note);
    laneSteps.push({ kind: step.kind, stack, frame: step.frame });
  }
  if (scanned.steps.length + 1 >= scanned.totalSteps) {
    replay.seek(trace.columns.rows);
    const outer = [...all.function.keys()].filter(frame => isOuter(trace, all.function[frame]));
    const changes = states.next([], outer);
    const last = steps.at(-1);
    const place = { file: last?.[1] ?? 0, line: last?.[2] ?? 1, mark: -1 };
    add(StepKind.END, place, [], changes, trace.columns.rows, outcome());
  }

  const writes = lineWrites(replay, scanned.places);
  const instances = instanceNumbers(all.function);
  const calls = new Map<number, number>();
  for (const fn of all.function) calls.set(fn, (calls.get(fn) ?? 0) + 1);
  const shownFunctions = new Indexed<number>();
  const shownFrames: ViewerFrame[] = [];
  // `used` grows while parents are added, so this loop reaches them too.
  for (let i = 0; i < used.keys.length; i++) {
    const frame = used.keys[i];
    const scope = all.scope[frame] >= 0 ? used.of(all.scope[frame]) : -1;
    shownFrames.push([shownFunctions.of(all.function[frame]), instances[frame], scope]);
  }
  const shown: ViewerFunction[] = shownFunctions.keys.map(id => {
    const fn = functions[id];
    return [shownName(trace, id), fn.program, fn.line, isOuter(trace, id) ? 1 : 0, calls.get(id)!];
  });
  const nameOf = (frame: number): string => {
    const fn = all.function[frame];
    return calls.get(fn)! > 1 ? `${shownName(trace, fn)} #${instances[frame]}` : shownName(trace, fn);
  };
  const lanes = taskLanes(laneSteps, frame => functions[all.function[frame]], nameOf);
  return {
    files: trace.header.programs.map((program, p) => ({
      name: program.file,
      ...sourceLines(program.source, program.language),
      tones: codeTones(trace.programs[p]),
      marks: counted[p].marks,
      writes: writes.get(p) ?? {},
    })),
    functions: shown,
    frames: shownFrames,
    names: names.keys,
    texts: texts.keys,
    steps,
    totalSteps: scanned.totalSteps,
    totalCalls: all.function.reduce((sum, fn) => sum + (fn < 0 || isOuter(trace, fn) ? 0 : 1), 0),
    outcome: { kind: trace.footer.outcome.kind, text: outcome() },
    output: scanned.output.map(({ stream, text }) => [stream, text]),
    outputCut: scanned.outputCut,
    lanes: lanes.map(lane => ({ ...lane, frame: lane.frame < 0 ? -1 : used.of(lane.frame) })),
  };
}

interface Place {
  readonly file: number;
  readonly line: number;
  readonly mark: number;
}

/** Name of a function as people tell it from others: nameless ones by line, modules by file where there are several. */
function shownName(trace: Trace, fn: number): string {
  const { kind, name, line, program } = trace.tables.functions[fn];
  if (name === "<anonymous>") return `<anonymous> line ${line}`;
  const modules = trace.programs.length - (trace.header.callProgram < 0 ? 0 : 1);
  if (kind !== "module" || modules < 2) return name;
  return `${name} ${trace.header.programs[program].file.replace(/^.*\//, "")}`;
}

function isOuter(trace: Trace, fn: number): boolean {
  const kind = trace.tables.functions[fn]?.kind;
  return kind === "module" || kind === "call";
}

/** For each activation, which call of its function it is, from 1. */
function instanceNumbers(functionOf: Int32Array): number[] {
  const seen = new Map<number, number>();
  return [...functionOf].map(fn => {
    const next = (seen.get(fn) ?? 0) + 1;
    seen.set(fn, next);
    return next;
  });
}

/** What a step says beyond its line: `returns 3`. */
function stepNote(replay: Replay, step: StepRow, limit: number): string {
  const value = (): string =>
    previewValue(rowValue(replay, step.tag, step.value), limit, replay.trace.header.language);
  switch (step.kind) {
    case StepKind.RETURN:
      return `returns ${value()}`;
    case StepKind.THROW:
      return `is left by exception ${value()}`;
    case StepKind.CATCH:
      return `catches ${value()}`;
    case StepKind.AWAIT:
      return `awaits ${value()}`;
    case StepKind.YIELD:
      return `yields ${value()}`;
    case StepKind.RESUME:
      if (step.tag === BY_EXCEPTION) return "goes on with an exception";
      if (step.tag === BY_RETURN) return "is told to return";
      return `goes on with ${value()}`;
    default:
      return "";
  }
}
