import type { Program } from "../program/Program.js";
import { isStatement } from "./nodeTypes.js";

/** Lines on which a statement of a function (0: of the whole program) begins, nested functions included, ascending. */
export function statementLines(program: Program, fn: number): number[] {
  const { last } = program.nodes[fn];
  const lines = new Set<number>();
  for (let id = fn + 1; id <= last; id++) {
    const { type, line } = program.nodes[id];
    if (isStatement(type)) lines.add(line);
  }
  return [...lines].sort((a, b) => a - b);
}
