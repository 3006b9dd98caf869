import { agreeing, type TraceAgreement } from "../../../src/datasets/mutate/agreeing.js";
import { applyEdits, type Edit } from "../../../src/datasets/mutate/edits.js";
import type { MutantMapping } from "../../../src/datasets/mutate/Mutant.js";
import { nodeMap } from "../../../src/datasets/mutate/nodeMap.js";
import { parse } from "../../../src/program/parse.js";
import { trace } from "../../../src/trace/trace.js";

/** Replaces the only occurrence of `what` in a text. */
export function replacing(source: string, what: string, by: string, nth = 0): Edit {
  let start = -1;
  for (let i = 0; i <= nth; i++) start = source.indexOf(what, start + 1);
  if (start < 0) throw new Error(`no ${what}`);
  return { start, end: start + what.length, pieces: [{ text: by, from: start, to: start + what.length }] };
}

/** Puts text in before the first occurrence of `what`. */
export function inserting(source: string, what: string, text: string): Edit {
  const start = source.indexOf(what);
  if (start < 0) throw new Error(`no ${what}`);
  return { start, end: start, pieces: [text] };
}

/** How a mutant made by hand compares with its original. */
export async function compared(
  source: string,
  call: string,
  edits: readonly Edit[],
  about: Partial<MutantMapping> = {},
): Promise<TraceAgreement> {
  const { text, kept } = applyEdits(source, edits);
  const nodes = nodeMap(parse(source), parse(text), kept);
  const mapping: MutantMapping = { nodes, names: {}, swapped: [], exact: false, ...about };
  return agreeing(await trace(source, { call }), await trace(text, { call }), mapping);
}
