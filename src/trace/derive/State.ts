import { ID_SHIFT, KIND_MASK, Kind, Part, Shape, TAG_MASK, TAG_SHIFT, Tag } from "../format/Kind.js";
import { type Facts, ownerOf } from "./Facts.js";
import { FrameEnd } from "./frames.js";
import { elementIndex, HeapObject, memberKey, propertyKey } from "./HeapObject.js";
import { IntMap } from "./IntMap.js";
import { reenact, type Surroundings } from "./reenact.js";
import { HOLE, type Slot, UNDEFINED } from "./Slot.js";
import { viewOf, writeElement } from "./views.js";

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
}

let edits = 0;

/** The whole state at one row. `fork` is cheap; a state writes only what belongs to its own edit. */
export class State implements Surroundings {
  readonly facts: Facts;
  readonly strings: readonly string[];
  row = 0;
  stack: Stack | undefined;
  outputs = 0;
  private frameStates: IntMap<FrameState> = new IntMap();
  private heap: IntMap<HeapObject> = new IntMap();
  private edit: number = ++edits;
  // Rows that wait for the next one: KEY, the NEW being filled, the MUTATE being collected.
  private key: Slot | undefined;
  private keyOf = -1;
  private filling = -1;
  private nextIndex = 0;
  private mutated = -1;
  private mutator = 0;
  private expected = 0;
  private args: Slot[] = [];

  constructor(known: Facts) {
    this.facts = known;
    this.strings = known.trace.strings;
  }

  /** Whether no row waits for its successor: only then may a state be forked. */
  get settled(): boolean {
    return this.key === undefined && this.expected === 0;
  }

  /** A second state; both then write copies of what they share. */
  fork(): State {
    const copy = new State(this.facts);
    copy.row = this.row;
    copy.stack = this.stack;
    copy.outputs = this.outputs;
    copy.frameStates = this.frameStates.clone();
    copy.heap = this.heap.clone();
    copy.filling = this.filling;
    copy.nextIndex = this.nextIndex;
    this.edit = ++edits;
    return copy;
  }

  frame(id: number): FrameState | undefined {
    return this.frameStates.get(id);
  }

  object(id: number): HeapObject | undefined {
    return this.heap.get(id);
  }

  className(object: HeapObject): string {
    return this.strings[object.className] ?? "";
  }

  mine(id: number): HeapObject | undefined {
    const object = this.heap.get(id);
    if (object === undefined || object.edit === this.edit) return object;
    const copy = object.clone(this.edit);
    this.heap.set(id, copy, this.edit);
    return copy;
  }

  /** Applies the next row. */
  apply(op: number, frame: number, value: number): void {
    const kind = op & KIND_MASK;
    const id = op >>> ID_SHIFT;
    switch (kind) {
      case Kind.BEGIN:
      case Kind.CATCH:
        if (this.stack?.frame !== frame) this.realign(frame);
        this.mineFrame(frame).site = id;
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
      case Kind.KEY:
        this.key = slotOf(op, value);
        this.keyOf = frame;
        break;
      case Kind.PUT:
        if (this.key !== undefined) this.put(this.keyOf, this.key, slotOf(op, value));
        this.key = undefined;
        break;
      case Kind.DELETE:
        if (this.key !== undefined) this.remove(this.keyOf, this.key);
        this.key = undefined;
        break;
      case Kind.GET:
        this.key = undefined;
        break;
      case Kind.NEW: {
        const shape = (op >>> TAG_SHIFT) & TAG_MASK;
        this.heap.set(frame, new HeapObject(frame, shape, id, value, this.edit), this.edit);
        this.filling = frame;
        this.nextIndex = 0;
        break;
      }
      case Kind.ENTRY:
        this.entry(frame, id, slotOf(op, value));
        this.key = undefined;
        break;
      case Kind.MUTATE:
        this.mutated = frame;
        this.mutator = id;
        this.expected = value;
        this.args = [];
        if (value === 0) this.finishMutation();
        break;
      case Kind.ARG:
        this.args.push(slotOf(op, value));
        if (--this.expected === 0) this.finishMutation();
        break;
      case Kind.TIMER:
      case Kind.JOB:
        // The event loop starts something: whatever was on the stack is over.
        if (frame === -1) this.stack = undefined;
        break;
      default:
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
    };
    this.frameStates.set(id, mine, this.edit);
    return mine;
  }

  private write(frame: number, variable: number, slot: Slot): void {
    if (variable < 0) return;
    const owner = ownerOf(this.facts.frames, frame, this.facts.trace.tables.variables[variable].function);
    if (owner >= 0) this.mineFrame(owner).variables[this.facts.position[variable]] = slot;
  }

  private put(id: number, key: Slot, slot: Slot): void {
    const object = this.mine(id);
    if (object === undefined) return;
    const index = elementIndex(key, this.strings);
    if (object.shape === Shape.ARRAY && index >= 0) {
      object.setElement(index, slot);
    } else if (object.shape === Shape.ARRAY && propertyKey(key, this.strings) === "length") {
      object.setLength(slot.value);
    } else if (object.shape === Shape.TYPED_ARRAY && index >= 0) {
      const view = viewOf(object);
      const buffer = view === undefined ? undefined : this.mine(view.buffer);
      if (view !== undefined && buffer !== undefined) {
        writeElement(this.className(object), view, buffer, index, slot, this.strings);
      }
    } else {
      object.properties.set(propertyKey(key, this.strings), key, slot, this.edit);
    }
  }

  private remove(id: number, key: Slot): void {
    const object = this.mine(id);
    if (object === undefined) return;
    const index = elementIndex(key, this.strings);
    if (object.shape === Shape.ARRAY && index >= 0) {
      if (index < object.length) object.setElement(index, HOLE);
    } else {
      object.properties.delete(propertyKey(key, this.strings), this.edit);
    }
  }

  private entry(id: number, part: number, slot: Slot): void {
    const object = this.mine(id);
    if (object === undefined) return;
    const key = this.keyOf === id ? this.key : undefined;
    if (this.filling !== id) {
      this.filling = id;
      this.nextIndex = object.length;
    }
    switch (part) {
      case Part.INTERNAL:
        if (object.bytes === undefined) object.internal = [...object.internal, slot];
        else object.bytes.set(this.nextIndex++, slot.value, this.edit);
        return;
      case Part.MAP_ENTRY:
        if (key !== undefined) object.members?.set(memberKey(key, this.strings), key, slot, this.edit);
        return;
      case Part.TRUNCATED:
        if (object.shape === Shape.ARRAY && this.nextIndex < object.length) {
          object.elidedFrom = object.base + this.nextIndex;
          object.elidedTo = object.base + object.length;
        } else {
          object.truncated = slot.value;
        }
        return;
      default:
        break;
    }
    if (key !== undefined) {
      const index = object.shape === Shape.ARRAY ? elementIndex(key, this.strings) : -1;
      if (index >= 0) {
        object.setElement(index, slot);
        this.nextIndex = index + 1;
      } else {
        object.properties.set(propertyKey(key, this.strings), key, slot, this.edit);
      }
    } else if (object.members !== undefined) {
      object.members.set(memberKey(slot, this.strings), slot, slot, this.edit);
    } else {
      object.setElement(this.nextIndex++, slot);
    }
  }

  private finishMutation(): void {
    const object = this.mine(this.mutated);
    if (object !== undefined) reenact(object, this.mutator, this.args, this);
    this.args = [];
  }
}

function slotOf(op: number, value: number): Slot {
  const tag = (op >>> TAG_SHIFT) & TAG_MASK;
  return tag === Tag.UNDEFINED ? UNDEFINED : { tag, value };
}
