import type { Chunk } from "../format/Columns.js";
import { CHUNK_ROWS, TAG_MASK, TAG_SHIFT, Tag } from "../format/Kind.js";
import { truncatedLength } from "../format/strings.js";
import type { Trace } from "../format/Trace.js";
import type { Value } from "../format/Value.js";
import { changesIn } from "./changesIn.js";
import { evaluatePath } from "./evaluatePath.js";
import { evaluatePythonPath } from "./evaluatePythonPath.js";
import { type Facts, facts } from "./Facts.js";
import type { Binding, Changes, Resolved, StackFrame } from "./ReplayState.js";
import { type Slot, UNDEFINED } from "./Slot.js";
import { State } from "./State.js";
import { scopes } from "./scopes.js";
import { type SnapshotOptions, snapshot } from "./snapshot.js";

export type { Binding, Changes, Resolved, StackFrame } from "./ReplayState.js";
export type { SnapshotOptions } from "./snapshot.js";

/** A variable an activation sees. */
interface Seen {
  readonly variable: number;
  readonly name: string;
  readonly dead: boolean;
}

const LEXICAL: ReadonlySet<string> = new Set(["let", "const", "class"]);

/** Rows between two checkpoints at first, and how many checkpoints are kept before that is doubled. */
const SPACING = 4096;
const CHECKPOINTS = 512;

/**
 * A cursor over a trace that knows the whole state at its row, forward and backward.
 *
 * Going back starts from the nearest checkpoint, of which one is kept every 4 096 rows (in long traces every
 * 8 192, 16 384, … so that at most 512 exist). States share structure, so a checkpoint costs what changes.
 */
export class Replay {
  readonly trace: Trace;
  private readonly facts: Facts;
  private state: State;
  private checkpoints: State[];
  private spacing: number = SPACING;
  private previous = 0;

  constructor(trace: Trace) {
    this.trace = trace;
    this.facts = facts(trace);
    this.state = new State(this.facts);
    this.checkpoints = [this.state.fork()];
  }

  /** Rows applied: the state is the one in which row `row` is about to happen. */
  get row(): number {
    return this.state.row;
  }

  /** Goes to the state in which rows `0 .. row - 1` have happened; 0 <= row <= rows. */
  seek(row: number): this {
    if (!(row >= 0 && row <= this.trace.columns.rows)) {
      throw new RangeError(`no row ${row}: the trace has ${this.trace.columns.rows}`);
    }
    this.previous = this.state.row;
    this.go(row);
    return this;
  }

  private go(row: number): void {
    // A short way forward is walked; only else is a checkpoint looked for.
    if (row < this.state.row || row > this.state.row + this.spacing) {
      const nearest = this.nearest(row);
      if (row < this.state.row || nearest.row > this.state.row) this.state = nearest.fork();
    }
    const { columns } = this.trace;
    while (this.state.row < row) {
      const index = Math.floor(this.state.row / CHUNK_ROWS);
      const chunk: Chunk = columns.chunk(index);
      const base = index * CHUNK_ROWS;
      const end = Math.min(row - base, chunk.rows);
      for (let i = this.state.row - base; i < end; i++) {
        const last = this.checkpoints[this.checkpoints.length - 1];
        if (this.state.row - last.row >= this.spacing && this.state.heap.settled) this.keep();
        this.state.apply(chunk.op[i], chunk.frame[i], chunk.value[i]);
      }
    }
  }

  /** Last checkpoint at or before `row`. */
  private nearest(row: number): State {
    let low = 0;
    let high = this.checkpoints.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.checkpoints[middle].row <= row) low = middle;
      else high = middle - 1;
    }
    return this.checkpoints[low];
  }

  private keep(): void {
    this.checkpoints.push(this.state.fork());
    if (this.checkpoints.length <= CHECKPOINTS) return;
    this.checkpoints = this.checkpoints.filter((_, i) => i % 2 === 0);
    this.spacing *= 2;
  }

  /** Innermost activation being executed; undefined between runs of the event loop. */
  get top(): { readonly frame: number; readonly depth: number } | undefined {
    return this.state.stack;
  }

  /** Site last begun in an activation; -1 before the first. */
  site(frame: number): number {
    return this.state.frame(frame)?.site ?? -1;
  }

  /** A recorded value (tag and number of a row) as it is now. */
  snapshot(slot: { readonly tag: number; readonly value: number }, options: SnapshotOptions = {}): Value {
    return snapshot(this.state.heap, slot, options);
  }

  /** Activations being executed, innermost first; suspended ones are not on it. */
  stack(): StackFrame[] {
    const found: StackFrame[] = [];
    for (let at = this.state.stack; at !== undefined; at = at.below)
      found.push(this.stackFrame(at.frame, at.depth));
    return found;
  }

  private stackFrame(frame: number, depth: number): StackFrame {
    const { functions, sites } = this.trace.tables;
    const fn = this.facts.frames.function[frame];
    const entry = functions[fn];
    const site = this.state.frame(frame)?.site ?? -1;
    const place = site >= 0 ? sites[site] : entry;
    return {
      frame,
      function: fn,
      name: entry.name,
      site,
      program: place.program,
      node: place.node,
      line: place.line,
      depth,
    };
  }

  /**
   * Variables of an activation that are visible at its current statement: name → value. Before its first
   * statement, its function-wide ones. Names are in order of declaration.
   */
  variables(frame: number, options: SnapshotOptions = {}): Map<string, Value> {
    const found = new Map<string, Value>();
    for (const { variable, name, dead } of this.visible(frame)) {
      const slot = dead ? undefined : this.slot(frame, variable);
      if (slot !== undefined) found.set(name, snapshot(this.state.heap, slot, options));
    }
    return found;
  }

  /** All variables an activation owns that have been written, whether visible or not. */
  bindings(frame: number, options: SnapshotOptions = {}): Binding[] {
    const found: Binding[] = [];
    for (const variable of this.facts.variables[this.facts.frames.function[frame]] ?? []) {
      const slot = this.slot(frame, variable);
      if (slot === undefined) continue;
      const { name } = this.trace.tables.variables[variable];
      found.push({ variable, name, frame, value: snapshot(this.state.heap, slot, options) });
    }
    return found;
  }

  /** Variable a name means in an activation at a node (default: its current statement), outer activations included. */
  lookup(frame: number, name: string, node?: number): Resolved | undefined {
    let at = frame;
    let place = node;
    while (at >= 0) {
      const hit = this.visible(at, place, at !== frame).find(v => v.name === name);
      if (hit !== undefined) return { frame: at, variable: hit.variable, dead: hit.dead };
      // Seen from outside, a function stands where it is written.
      const fn = this.facts.frames.function[at];
      const { kind, node: written } = this.trace.tables.functions[fn];
      // The call expression is no part of the program: it sees what the module's end sees.
      place = kind === "call" ? undefined : written;
      at = this.facts.frames.scope[at];
    }
    return undefined;
  }

  /** What a variable holds now; `undefined` when it was not written yet. */
  value(frame: number, variable: number, options: SnapshotOptions = {}): Value | undefined {
    const slot = this.slot(frame, variable);
    return slot === undefined ? undefined : snapshot(this.state.heap, slot, options);
  }

  /**
   * Value of a path expression (see `valueAt`) with the names an activation sees at `node` (default: its current
   * statement). `undefined` when it has none.
   *
   * @throws SourceError when the text is not a path.
   */
  valueOf(
    expression: string,
    frame: number,
    node?: number,
    options: SnapshotOptions = {},
  ): Value | undefined {
    const python = this.trace.programs[0]?.language === "python";
    return (python ? evaluatePythonPath : evaluatePath)(expression, {
      heap: this.state.heap,
      options,
      named: name => {
        const found = this.lookup(frame, name, node);
        return found === undefined || found.dead ? undefined : this.slot(found.frame, found.variable);
      },
    });
  }

  /** The object with this heap id; `elided` when there is none yet. */
  heap(id: number, options: SnapshotOptions = {}): Value {
    return snapshot(this.state.heap, { tag: Tag.OBJECT, value: id }, options);
  }

  /** The value in the row that is about to happen, as it is at this moment. */
  rowValue(options: SnapshotOptions = {}): Value {
    const { row } = this.state;
    if (row >= this.trace.columns.rows) throw new RangeError(`no row ${row}: the trace has ${row}`);
    const chunk = this.trace.columns.chunk(Math.floor(row / CHUNK_ROWS));
    const i = row % CHUNK_ROWS;
    return snapshot(
      this.state.heap,
      { tag: (chunk.op[i] >>> TAG_SHIFT) & TAG_MASK, value: chunk.value[i] },
      options,
    );
  }

  /** Text printed so far, stdout and stderr in order, or only one of them. */
  output(stream?: "stdout" | "stderr"): string {
    const wanted = stream === undefined ? 0 : stream === "stdout" ? 1 : 2;
    let text = "";
    for (let i = 0; i < this.state.outputs; i++) {
      if (wanted !== 0 && this.facts.streams[i] !== wanted) continue;
      text += truncatedLength(this.trace.strings[this.facts.output[i]] ?? "").text;
    }
    return text;
  }

  /** What changed between the position before the last `seek` and now (in either direction). */
  get changed(): Changes {
    return changesIn(this.facts, Math.min(this.previous, this.row), Math.max(this.previous, this.row));
  }

  /**
   * Variables of an activation's own function visible at `node` (default: its current statement), the innermost of each
   * name; `dead` without a known value. `closed`: as a function written there sees them, whenever it runs.
   */
  private visible(frame: number, node?: number, closed = false): Seen[] {
    const fn = this.facts.frames.function[frame];
    const { variables, sites, functions } = this.trace.tables;
    const site = this.state.frame(frame)?.site ?? -1;
    const at = node ?? (site >= 0 ? sites[site].node : (functions[fn]?.node ?? 0));
    const { from, to } = scopes(this.trace);
    const nodes = this.trace.programs[functions[fn]?.program]?.nodes;
    const last = closed ? Number.POSITIVE_INFINITY : (nodes?.[at]?.last ?? Number.POSITIVE_INFINITY);
    const best = new Map<string, number>();
    for (const variable of this.facts.variables[fn] ?? []) {
      if (at < from[variable] || at > to[variable]) continue;
      const { name } = variables[variable];
      const rival = best.get(name);
      if (rival === undefined || this.inner(variable, rival, from, to, frame)) best.set(name, variable);
    }
    return [...best].map(([name, variable]) => ({
      variable,
      name,
      // Declared further on, whatever an earlier iteration left; or seen by a function, one of several.
      dead:
        (LEXICAL.has(variables[variable].kind) && variables[variable].node > last) ||
        (closed && (this.state.frame(frame)?.renewed[this.facts.position[variable]] ?? 0) > 0),
    }));
  }

  /** Whether `a` hides `b`: smaller scope, or in the same scope the one that has a value. */
  private inner(a: number, b: number, from: Int32Array, to: Int32Array, frame: number): boolean {
    const size = to[a] - from[a] - (to[b] - from[b]);
    if (size !== 0) return size < 0;
    return this.slot(frame, b) === undefined && this.slot(frame, a) !== undefined;
  }

  private slot(frame: number, variable: number): Slot | undefined {
    const slot = this.state.frame(frame)?.variables[this.facts.position[variable]];
    if (slot !== undefined) return slot;
    return this.facts.hoisted[variable] === 1 && this.state.frame(frame) !== undefined
      ? UNDEFINED
      : undefined;
  }
}
