import { ID_SHIFT, KIND_MASK, Kind } from "../format/Kind.js";
import { type Facts, ownerOf } from "./Facts.js";
import { FrameEnd } from "./frames.js";
import { Heap, newEdit } from "./Heap.js";
import { IntMap } from "./IntMap.js";
import { ELIDED, type Slot, slotOf } from "./Slot.js";

/** Stack as a list from the innermost activation outwards; never changed once made. */
export interface Stack {
  readonly frame: number;
  readonly below: Stack | undefined;
  readonly depth: number;
}

/** What is known of one activation. */
export interface FrameState {
  readonly edit: number;
  /** Site last begun, -1 before the first. */
  site: number;
  /** Values by position of the variable within its function. */
  readonly variables: (Slot | undefined)[];
  /**
   * By position, times a loop has made the variable anew. Beyond 0 a function may hold on to an earlier one, and which
   * one a nested activation means is not recorded.
   */
  readonly renewed: (number | undefined)[];
}

/** The whole state at one row. `fork` is cheap; a state writes only what belongs to its own edit. */
export class State {
  readonly facts: Facts;
  row = 0;
  stack: Stack | undefined;
  /** Stacks of the threads that do not run now, by number. */
  private others: ReadonlyMap<number, Stack | undefined> = new Map();
  private thread = 0;
  outputs = 0;
  private frameStates: IntMap<FrameState> = new IntMap();
  readonly heap: Heap;
  private edit: number = newEdit();

  constructor(known: Facts, heap: Heap = new Heap(known.trace.strings)) {
    this.facts = known;
    this.heap = heap;
  }

  /** A second state; both then write copies of what they share. */
  fork(): State {
    const copy = new State(this.facts, this.heap.fork());
    copy.row = this.row;
    copy.stack = this.stack;
    copy.others = this.others;
    copy.thread = this.thread;
    copy.outputs = this.outputs;
    copy.frameStates = this.frameStates.clone();
    this.edit = newEdit();
    return copy;
  }

  frame(id: number): FrameState | undefined {
    return this.frameStates.get(id);
  }

  /** Applies the next row. */
  apply(op: number, frame: number, value: number): void {
    const kind = op & KIND_MASK;
    const id = op >>> ID_SHIFT;
    switch (kind) {
      case Kind.BEGIN:
      case Kind.CATCH:
        if (this.stack?.frame !== frame) this.realign(frame);
        this.enter(frame, id);
        break;
      case Kind.SET:
        this.write(frame, this.facts.trace.tables.writes[id]?.variable ?? -1, slotOf(op, value));
        break;
      case Kind.CALL:
        this.push(frame);
        this.mineFrame(frame);
        break;
      case Kind.AWAIT:
      case Kind.YIELD:
        this.pop(frame);
        break;
      case Kind.RESUME:
      case Kind.RESUME_THROW:
      case Kind.RESUME_RETURN:
        this.push(frame);
        break;
      case Kind.OUTPUT: {
        const { output, streams } = this.facts;
        if (output.length === this.outputs) {
          output.push(value);
          streams.push(id);
        }
        this.outputs++;
        break;
      }
      case Kind.THREAD:
        this.others = new Map(this.others).set(this.thread, this.stack);
        this.thread = value;
        this.stack = this.others.get(value);
        break;
      case Kind.TIMER:
      case Kind.JOB:
        // The event loop starts something: whatever was on the stack is over.
        if (frame === -1) this.stack = undefined;
        break;
      default:
        this.heap.apply(op, frame, value);
        break;
    }
    const { last, end } = this.facts.frames;
    if (
      this.stack !== undefined &&
      frame === this.stack.frame &&
      last[frame] === this.row &&
      end[frame] !== FrameEnd.NONE
    ) {
      this.leave(frame);
    }
    this.row++;
  }

  private enter(frame: number, site: number): void {
    const mine = this.mineFrame(frame);
    mine.site = site;
    const fresh = this.facts.declares[site];
    if (fresh !== undefined) {
      for (const position of fresh) {
        if (mine.variables[position] !== undefined)
          mine.renewed[position] = (mine.renewed[position] ?? 0) + 1;
        mine.variables[position] = undefined;
      }
    }
    const copied = this.facts.copies[site];
    // The first round has the first copy: nothing is renewed yet.
    if (copied !== undefined) {
      for (const position of copied) mine.renewed[position] = (mine.renewed[position] ?? -1) + 1;
    }
  }

  private push(frame: number): void {
    if (this.stack?.frame === frame) return;
    this.stack = { frame, below: this.stack, depth: this.stack === undefined ? 0 : this.stack.depth + 1 };
  }

  /** A statement begins in a frame that is not on top: those above went away without a row of their own. */
  private realign(frame: number): void {
    let at = this.stack;
    while (at !== undefined && at.frame !== frame) at = at.below;
    if (at !== undefined) this.stack = at;
    else this.push(frame);
  }

  private pop(frame: number): void {
    let at = this.stack;
    while (at !== undefined && at.frame !== frame) at = at.below;
    if (at !== undefined) this.stack = at.below;
  }

  /** A frame is over: off the stack, and its variables go where no function can have captured them. */
  private leave(frame: number): void {
    this.pop(frame);
    const { captures, frames } = this.facts;
    if (captures[frames.function[frame]] === 0) this.frameStates.set(frame, undefined, this.edit);
  }

  private mineFrame(id: number): FrameState {
    const state = this.frameStates.get(id);
    if (state !== undefined && state.edit === this.edit) return state;
    const mine: FrameState = {
      edit: this.edit,
      site: state?.site ?? -1,
      variables: state?.variables.slice() ?? [],
      renewed: state?.renewed.slice() ?? [],
    };
    this.frameStates.set(id, mine, this.edit);
    return mine;
  }

  private write(frame: number, variable: number, slot: Slot): void {
    if (variable < 0) return;
    const owner = ownerOf(this.facts.frames, frame, this.facts.trace.tables.variables[variable].function);
    if (owner < 0) return;
    const mine = this.mineFrame(owner);
    const position = this.facts.position[variable];
    mine.variables[position] = owner !== frame && (mine.renewed[position] ?? 0) > 0 ? ELIDED : slot;
  }
}
