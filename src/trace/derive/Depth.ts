import { Kind } from "../format/Kind.js";
import type { Trace } from "../format/Trace.js";
import { FrameEnd, type Frames, frames } from "./frames.js";

/** The stack of activations while walking over the rows of a trace in order. */
export class Depth {
  private readonly frames: Frames;
  private stack: number[] = [];
  /** Stacks of the threads that do not run now, by number. */
  private readonly others: Map<number, number[]> = new Map();
  private thread = 0;

  constructor(trace: Trace) {
    this.frames = frames(trace);
  }

  /** Nothing is being executed: the event loop has control. */
  get empty(): boolean {
    return this.stack.length === 0;
  }

  /** Innermost activation, -1 for none. */
  get top(): number {
    return this.stack.length === 0 ? -1 : this.stack[this.stack.length - 1];
  }

  /** Takes the next row into account. */
  apply(kind: number, frame: number, row: number, value = 0): void {
    const { stack } = this;
    switch (kind) {
      case Kind.CALL:
      case Kind.RESUME:
      case Kind.RESUME_THROW:
      case Kind.RESUME_RETURN:
        if (this.top !== frame) stack.push(frame);
        break;
      case Kind.BEGIN:
      case Kind.CATCH:
        if (this.top !== frame) {
          const at = stack.lastIndexOf(frame);
          if (at >= 0) stack.length = at + 1;
          else stack.push(frame);
        }
        break;
      case Kind.AWAIT:
      case Kind.YIELD:
        this.leave(frame);
        return;
      case Kind.THREAD:
        this.others.set(this.thread, stack);
        this.thread = value;
        this.stack = this.others.get(value) ?? [];
        return;
      case Kind.TIMER:
      case Kind.JOB:
        if (frame === -1) stack.length = 0;
        return;
      default:
        break;
    }
    if (frame === this.top && this.frames.last[frame] === row && this.frames.end[frame] !== FrameEnd.NONE) {
      this.leave(frame);
    }
  }

  private leave(frame: number): void {
    const at = this.stack.lastIndexOf(frame);
    if (at >= 0) this.stack.length = at;
  }
}
