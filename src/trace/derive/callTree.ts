import type { Trace } from "../format/Trace.js";
import { FrameEnd, frames } from "./frames.js";

/** An activation and those it called. */
export interface CallNode {
  readonly frame: number;
  /** Function id of the tables. */
  readonly function: number;
  readonly name: string;
  /** Row of its CALL, and of its effective RETURN or THROW (-1: never ended). */
  readonly begin: number;
  readonly exit: number;
  readonly end: "return" | "throw" | "none";
  /** Depth in the tree: 0 for activations the event loop called. */
  readonly depth: number;
  readonly children: readonly CallNode[];
}

/** The activations as trees, in order of their calls; roots are the module and whatever the event loop called. */
export function callTree(trace: Trace): CallNode[] {
  const all = frames(trace);
  const roots: CallNode[] = [];
  const nodes: (CallNode & { children: CallNode[] })[] = new Array(all.count);
  // Frame ids count up with the calls, so a caller always comes before those it calls.
  for (let frame = 0; frame < all.count; frame++) {
    const fn = all.function[frame];
    if (fn < 0) continue;
    const parent = all.caller[frame] >= 0 ? nodes[all.caller[frame]] : undefined;
    const node = {
      frame,
      function: fn,
      name: trace.tables.functions[fn].name,
      begin: all.call[frame],
      exit: all.exit[frame],
      end:
        all.end[frame] === FrameEnd.RETURN
          ? ("return" as const)
          : all.end[frame] === FrameEnd.THROW
            ? ("throw" as const)
            : ("none" as const),
      depth: parent === undefined ? 0 : parent.depth + 1,
      children: [],
    };
    nodes[frame] = node;
    if (parent === undefined) roots.push(node);
    else parent.children.push(node);
  }
  return roots;
}
