import type { Trace } from "../format/Trace.js";
import { type BasicBlock, basicBlocks } from "./basicBlocks.js";
import { occurrences } from "./occurrences.js";

/** One run through a block. */
export interface BlockStep {
  readonly block: number;
  readonly frame: number;
  /** Occurrence (index) that enters the block. */
  readonly occurrence: number;
}

/** Blocks of the program and the way through them. */
export interface BlockPath {
  readonly blocks: readonly BasicBlock[];
  readonly steps: readonly BlockStep[];
}

/** The {@link basicBlocks} of a program, in the order in which a run entered them. */
export function blockPath(trace: Trace): BlockPath {
  const { blocks, blockOf, leader } = basicBlocks(trace);
  const all = occurrences(trace);
  const steps: BlockStep[] = [];
  for (let i = 0; i < all.count; i++) {
    const s = all.site[i];
    if (leader[s] === s) steps.push({ block: blockOf[s], frame: all.frame[i], occurrence: i });
  }
  return { blocks, steps };
}
