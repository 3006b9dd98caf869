import type { Frames } from "../../trace/derive/frames.js";
import type { Replay } from "../../trace/derive/Replay.js";
import { PREVIEW_BOUNDS, previewValue } from "./previewValue.js";

/** The variables of one activation as they were last shown. */
interface Shown {
  readonly texts: Map<string, string>;
  /** Heap ids the texts depend on. */
  ids: Set<number>;
}

/** A change of one variable: trace frame, name, and its new text (undefined: no longer visible). */
export type StateChange = readonly [frame: number, name: string, text: string | undefined];

/**
 * Follows a replay and reports which variables in view changed their text. In view are the activations on
 * the stack and the lexical parents of the innermost. Only what a row touched is read again.
 */
export class StepStates {
  private readonly shown: Map<number, Shown> = new Map();
  private inView: Set<number> = new Set();

  constructor(
    private readonly replay: Replay,
    private readonly frames: Frames,
    private readonly valueChars: number,
  ) {}

  /** Changes since the last call; `stack` is outermost first. */
  next(stack: readonly number[], alsoInView: readonly number[] = []): StateChange[] {
    const view = new Set([...stack, ...alsoInView]);
    const top = stack.at(-1) ?? -1;
    for (let frame = top; frame >= 0; frame = this.frames.scope[frame]) view.add(frame);
    const { variables, objects } = this.replay.changed;
    const written = new Set(variables.map(change => change.frame));
    const touched = new Set(objects);
    const changes: StateChange[] = [];
    for (const frame of view) {
      const known = this.shown.get(frame);
      const stale =
        known === undefined ||
        frame === top ||
        !this.inView.has(frame) ||
        written.has(frame) ||
        (touched.size > 0 && intersects(known.ids, touched));
      if (stale) this.refresh(frame, known, changes);
    }
    this.inView = view;
    return changes;
  }

  private refresh(frame: number, known: Shown | undefined, changes: StateChange[]): void {
    const shown = known ?? { texts: new Map<string, string>(), ids: new Set<number>() };
    const now = this.replay.variables(frame, PREVIEW_BOUNDS);
    shown.ids = new Set();
    for (const name of [...shown.texts.keys()]) {
      if (now.has(name)) continue;
      shown.texts.delete(name);
      changes.push([frame, name, undefined]);
    }
    for (const [name, value] of now) {
      const text = previewValue(value, this.valueChars, this.replay.trace.header.language, shown.ids);
      if (shown.texts.get(name) === text) continue;
      shown.texts.set(name, text);
      changes.push([frame, name, text]);
    }
    this.shown.set(frame, shown);
  }
}

function intersects(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const id of small) if (large.has(id)) return true;
  return false;
}
