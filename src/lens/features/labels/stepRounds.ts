import type { Program } from "../../../program/Program.js";
import type { TraceRows } from "../../../questions/dialect/TraceRow.js";

/** Which round of the innermost loop a row belongs to. */
export interface StepRound {
  /** From 1; of the head's last row, the condition of which fails, the number of the round that does not come. */
  readonly iteration: number;
  /** No further round follows; so it is for the row that says so. */
  readonly last: boolean;
}

const LOOP = /^(?:For|While|DoWhile)/;

/**
 * Rounds of a trace's rows, from the rows themselves: each row of a loop's head with `T` begins one, `F` ends the loop. Undefined for rows
 * outside of loops. A row of a head belongs to its own loop.
 */
export function stepRounds(program: Program, { rows }: Pick<TraceRows, "rows">): (StepRound | undefined)[] {
  const loops = program.nodes.filter(({ type }) => LOOP.test(type));
  const heads = new Set(loops.map(({ line }) => line));
  /** By line: heads of the loops it stands in, innermost first. */
  const around = (line: number): number[] =>
    loops
      .filter(loop => loop.line <= line && line <= loop.endLine)
      .map(loop => loop.line)
      .reverse();
  const counts = new Map<number, number>();
  const found: ({ loop: number; entry: number; iteration: number } | undefined)[] = [];
  const entries = new Map<number, number>();
  for (const { line, mark } of rows) {
    const [loop, ...outer] = around(line);
    // Loops the row is not in were left, by `break` too.
    for (const head of [...counts.keys()]) if (head !== loop && !outer.includes(head)) counts.delete(head);
    if (loop === undefined) {
      found.push(undefined);
      continue;
    }
    const isHead = heads.has(line) && loop === line;
    if (isHead && !counts.has(loop)) entries.set(loop, (entries.get(loop) ?? 0) + 1);
    // Rows of a head without a mark only make its start ready.
    const iteration = (counts.get(loop) ?? 0) + (isHead && mark !== ";" ? 1 : 0);
    if (isHead && mark === "T") counts.set(loop, iteration);
    else if (!counts.has(loop)) counts.set(loop, iteration);
    found.push({ loop, entry: entries.get(loop) ?? 0, iteration });
    if (isHead && mark === "F") counts.delete(loop);
  }
  /** The most rounds that began, of each entry of a loop. */
  const most = new Map<string, number>();
  rows.forEach(({ line, mark }, i) => {
    const at = found[i];
    if (at === undefined || (line === at.loop && mark === "F")) return;
    const key = `${at.loop} ${at.entry}`;
    most.set(key, Math.max(most.get(key) ?? 0, at.iteration));
  });
  return found.map(at => {
    if (at === undefined) return undefined;
    return { iteration: at.iteration, last: at.iteration >= (most.get(`${at.loop} ${at.entry}`) ?? 0) };
  });
}
