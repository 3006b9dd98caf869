import type { Program } from "../../program/Program.js";
import { lineSites } from "./lineSites.js";
import { collapse } from "./scoreLines.js";

/**
 * Partial credit for a list of lines by basic blocks, both sides without repeats in a row. A list is cut into runs: lines
 * that follow each other down one block. `blockPrecision`, `blockRecall` and `blockF1` are over those runs, counted
 * with multiplicity; a run is right when all its lines are, so a block that is left half way is another run than the
 * whole block. A line that cannot be executed is a run by itself. Nothing where the program has no blocks.
 */
export function scoreBlocks(
  answer: readonly number[],
  truth: readonly number[],
  program: Program,
): Record<string, number> {
  const given = runs(collapse(answer), program);
  const right = runs(collapse(truth), program);
  if (given === undefined || right === undefined) return {};
  const free = count(right);
  let shared = 0;
  for (const [run, times] of count(given)) shared += Math.min(times, free.get(run) ?? 0);
  const both = given.length + right.length;
  return {
    blockPrecision: given.length === 0 ? Number(right.length === 0) : shared / given.length,
    blockRecall: right.length === 0 ? Number(given.length === 0) : shared / right.length,
    blockF1: both === 0 ? 1 : (2 * shared) / both,
  };
}

/** Lines of each run, as text. */
function runs(lines: readonly number[], program: Program): string[] | undefined {
  const sites = lineSites(program);
  if (sites === undefined) return undefined;
  const found: number[][] = [];
  for (const [i, line] of lines.entries()) {
    const [last, here] = [sites.get(lines[i - 1]), sites.get(line)];
    const goesOn = last !== undefined && last.block === here?.block && last.position < here.position;
    if (goesOn) found[found.length - 1].push(line);
    else found.push([line]);
  }
  return found.map(run => run.join(" "));
}

function count(runs: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const run of runs) counts.set(run, (counts.get(run) ?? 0) + 1);
  return counts;
}
