/** A list without repeats in a row. */
export function collapse(lines: readonly number[]): number[] {
  return lines.filter((line, i) => i === 0 || line !== lines[i - 1]);
}

/**
 * Partial credit for a list of lines, both sides without repeats in a row:
 * - `prefix`: length of the common start, by the length of the truth;
 * - `divergence`: 1-based place of the first difference, 0 when there is none;
 * - `edgePrecision`, `edgeRecall`, `edgeF1`: of the steps from one line to the next (with one from the start to
 *   the first line and one from the last line to the end), counted with multiplicity.
 */
export function scoreLines(answer: readonly number[], truth: readonly number[]): Record<string, number> {
  const given = collapse(answer);
  const right = collapse(truth);
  let common = 0;
  while (common < given.length && common < right.length && given[common] === right[common]) common++;
  const same = common === given.length && common === right.length;
  const free = edges(right);
  let shared = 0;
  for (const [edge, count] of edges(given)) shared += Math.min(count, free.get(edge) ?? 0);
  // An empty list has the one edge from start to end.
  const precision = shared / (given.length + 1);
  const recall = shared / (right.length + 1);
  return {
    prefix: right.length === 0 ? Number(same) : common / right.length,
    divergence: same ? 0 : common + 1,
    edgePrecision: precision,
    edgeRecall: recall,
    edgeF1: shared === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

function edges(lines: readonly number[]): Map<string, number> {
  const found = new Map<string, number>();
  for (let i = 0; i <= lines.length; i++) {
    const edge = `${lines[i - 1] ?? "start"}>${lines[i] ?? "end"}`;
    found.set(edge, (found.get(edge) ?? 0) + 1);
  }
  return found;
}
