import type { Aligned } from "../../lens/align/Aligned.js";
import { compareScored } from "../../lens/align/compareScored.js";
import { SourceError } from "../../program/SourceError.js";
import { buildSide } from "./buildSide.js";
import { type Cell, cellsOf } from "./cells.js";
import type { LogitsModel, Row, ShownCell, Side } from "./LogitsModel.js";
import type { LogitsSettings } from "./settleLogits.js";
import { scalesFor } from "./statistics.js";

/**
 * Prepares what a view of logits draws: cells, lines, units with their scores, places of what is missing.
 * @throws SourceError where two models did not score the same text of the same program.
 */
export function buildLogits(
  pair: readonly [Aligned] | readonly [Aligned, Aligned],
  names: readonly string[],
  settings: LogitsSettings,
): LogitsModel {
  const [first, second] = pair;
  if (second !== undefined) checkSame(first, second);
  const common = second === undefined ? undefined : compareScored(first, second).nodes;
  const sides = pair.map((aligned, i) =>
    buildSide(
      aligned,
      names[i],
      settings,
      common?.map(({ a, b, bytes }) => ({ bits: (i === 0 ? a : b) ?? Number.NaN, bytes })),
    ),
  ) as unknown as readonly [Side] | readonly [Side, Side];
  const [side] = sides;
  const { units, ofNode } = side;
  const all = merged(first, second, ofNode);
  const lines = rowsOf(all, first);
  let rows = lines;
  const limit = settings.maxTokens;
  if (first.scored.logprobs.length > limit) {
    const kept = lines.findIndex(
      row => all[row.to - 1] !== undefined && all[row.to - 1].tokens[0][1] >= limit,
    );
    rows = kept < 0 ? lines : lines.slice(0, Math.max(1, kept));
  }
  const cells = all.slice(0, rows.at(-1)?.to ?? 0);
  const firstCell = new Int32Array(units.length).fill(-1);
  const lastCell = new Int32Array(units.length).fill(-1);
  cells.forEach((cell, c) => {
    for (let unit = cell.unit; unit >= 0; unit = units[unit].parent) {
      if (firstCell[unit] >= 0 && lastCell[unit] === c) break;
      if (firstCell[unit] < 0) firstCell[unit] = c;
      lastCell[unit] = c;
    }
  });
  const model = {
    text: first.scored.text,
    sides,
    units,
    cells,
    rows,
    carets: caretsOf(units, cells, first),
    firstCell,
    lastCell,
    scales: scalesFor(settings.maxBits),
    weakBits: 0,
    cutRows: lines.length - rows.length,
  };
  const owned = side.bits.filter((_bits, t) => first.owner[t] >= 0 && first.trivia[t] === 0);
  return { ...model, weakBits: upperQuantile(owned, settings.weakShare) };
}

/** Value from which on the largest `share` of the numbers lies; NaN entries do not count. Infinity where none does. */
function upperQuantile(values: Float64Array, share: number): number {
  const sorted = values.filter(value => !Number.isNaN(value)).sort();
  const take = Math.ceil(share * sorted.length);
  return take === 0 ? Number.POSITIVE_INFINITY : sorted[sorted.length - take];
}

function checkSame(a: Aligned, b: Aligned): void {
  const fail = (why: string): never => {
    throw new SourceError(
      `two models can be compared over the same text of the same program only: ${why}`,
      "logits figure",
    );
  };
  if (a.scored.text !== b.scored.text)
    fail(`the texts have ${a.scored.text.length} and ${b.scored.text.length} characters, or differ inside`);
  if (a.source.source !== b.source.source) fail("the sources differ");
  const [x, y] = [a.source.nodes, b.source.nodes];
  const other = x.findIndex(
    ({ type, byteStart, byteEnd }, i) =>
      y[i]?.type !== type || y[i].byteStart !== byteStart || y[i].byteEnd !== byteEnd,
  );
  if (x.length !== y.length || other >= 0)
    fail(
      `the trees have ${x.length} and ${y.length} nodes and differ at node ${other < 0 ? x.length : other}`,
    );
}

/** Cells of one model, or of two: cut wherever one of them cuts. */
function merged(first: Aligned, second: Aligned | undefined, ofNode: Int32Array): ShownCell[] {
  const shown = (
    { start, end, node, trivia, continues, byte, newline }: Cell,
    tokens: ShownCell["tokens"],
  ): ShownCell => ({
    start,
    end,
    node,
    trivia,
    continues,
    byte,
    newline,
    tokens,
    unit: node < 0 ? -1 : ofNode[node],
  });
  const a = cellsOf(first);
  if (second === undefined) return a.map(cell => shown(cell, [[cell.token, cell.lastToken]]));
  const b = cellsOf(second);
  const cells: ShownCell[] = [];
  let [i, j, at] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const end = Math.min(a[i].end, b[j].end);
    const cell = { ...a[i], start: at, end, continues: a[i].continues || at > a[i].start };
    cells.push(
      shown(cell, [
        [a[i].token, a[i].lastToken],
        [b[j].token, b[j].lastToken],
      ]),
    );
    at = end;
    if (a[i].end === end) i++;
    if (b[j].end === end) j++;
  }
  return cells;
}

function rowsOf(cells: readonly ShownCell[], { source }: Aligned): Row[] {
  const python = source.nodes[0]?.type === "module";
  const starts = [0];
  const bytes = Buffer.from(source.source, "utf8").toString("latin1");
  // U+2028 and U+2029 in UTF-8.
  for (const match of bytes.matchAll(python ? /\r\n|[\n\r]/g : /\r\n|[\n\r]|\xe2\x80[\xa8\xa9]/g))
    starts.push(match.index + match[0].length);
  const rows: Row[] = [];
  let from = 0;
  let at = 0;
  const end = (to: number): void => {
    let line: number | undefined;
    for (let c = from; c < to && line === undefined; c++) {
      const { byte } = cells[c];
      if (byte < 0) continue;
      while (at + 1 < starts.length && starts[at + 1] <= byte) at++;
      line = at + 1;
    }
    rows.push({ from, to, line });
    from = to;
  };
  cells.forEach((cell, c) => {
    if (cell.newline) end(c + 1);
  });
  if (from < cells.length) end(cells.length);
  return rows;
}

/** What is missing stands before the first cell at or behind its place. */
function caretsOf(
  units: LogitsModel["units"],
  cells: readonly ShownCell[],
  { source }: Aligned,
): Map<number, number[]> {
  const carets = new Map<number, number[]>();
  const inside = cells.flatMap((cell, c) => (cell.byte < 0 ? [] : [c]));
  for (const unit of units) {
    if (!unit.missing) continue;
    const byte = source.nodes[unit.node].byteStart;
    let [low, high] = [0, inside.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cells[inside[middle]].byte < byte) low = middle + 1;
      else high = middle;
    }
    // Behind the text before it, not behind the white space that follows.
    while (low > 0 && cells[inside[low - 1]].trivia && cells[inside[low - 1]].byte >= byte) low--;
    const place = low < inside.length ? inside[low] : (inside.at(-1) ?? -1) + 1;
    carets.set(place, [...(carets.get(place) ?? []), unit.index]);
  }
  return carets;
}
