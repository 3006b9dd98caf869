import { ownText } from "./cellTitles.js";
import { bitsText, counted, pText } from "./format.js";
import type { LogitsModel, Side } from "./LogitsModel.js";
import { statisticOf } from "./statistics.js";
import { type Unit, unitName } from "./units.js";
import { weakestTokens, weakestUnits } from "./weak.js";

/** Sums over the tokens of a text. */
export interface Totals {
  readonly tokens: number;
  readonly scored: number;
  readonly bits: number;
  readonly bytes: number;
  /** Bits of white space between leaves, and of tokens outside of the source: in `bits` too. */
  readonly space: number;
  readonly outside: number;
  readonly specials: number;
}

/** Totals of one model. */
export function totalsOf(side: Side): Totals {
  const { owner, trivia, scored } = side.aligned;
  let [tokens, known, bits, bytes, space, outside, specials] = [0, 0, 0, 0, 0, 0, 0];
  for (let t = 0; t < side.bits.length; t++) {
    if (scored.spans.special[t] === 1) {
      specials++;
      continue;
    }
    tokens++;
    if (Number.isNaN(side.bits[t])) continue;
    known++;
    bits += side.bits[t];
    bytes += side.bytes[t];
    if (trivia[t] === 1 && owner[t] >= 0) space += side.bits[t];
    else if (owner[t] < 0) outside += side.bits[t];
  }
  return { tokens, scored: known, bits, bytes, space, outside, specials };
}

/** Something a reader goes to first: words, code, and the cell or unit it is at. */
export interface Fact {
  readonly label: string;
  readonly code: string;
  readonly numbers: string;
  readonly unit: number;
  /** Token to show in place of the unit. */
  readonly token?: number;
  readonly cell: number;
}

/** Least certain statement, expression and token, what could not be parsed, what is missing. */
export function factsOf(model: LogitsModel): Fact[] {
  const facts: Fact[] = [];
  const [side] = model.sides;
  const two = model.sides.length === 2;
  const add = (label: string, unit: number): void => {
    facts.push({
      label,
      code: excerpt(model, unit, 40),
      numbers: unitNumbers(model, unit),
      unit,
      cell: model.firstCell[unit],
    });
  };
  for (const unit of weakestUnits(model, 3, 1))
    add(two ? "Most different statement" : "Least certain statement", unit);
  for (const unit of weakestUnits(model, 2, 1))
    add(two ? "Most different expression" : "Least certain expression", unit);
  if (!two)
    for (const token of weakestTokens(model, 1)) {
      const cell = model.cells.findIndex(
        ({ tokens: [[first, last]], trivia }) => first <= token && last >= token && !trivia,
      );
      // Beyond what is drawn there is nothing to point at.
      if (cell < 0) continue;
      facts.push({
        label: "Least likely token",
        code: ownText(side, token),
        numbers: `p ${pText(2 ** -side.bits[token])}`,
        unit: model.cells[cell]?.unit ?? 0,
        token,
        cell,
      });
    }
  const errors = model.units.filter(unit => unit.error);
  errors.slice(0, 3).forEach((unit, i) => {
    add(`ERROR ${i + 1} of ${errors.length}: not parsed`, unit.index);
  });
  for (const unit of model.units.filter(({ missing }) => missing).slice(0, 2)) {
    const cell = [...model.carets].find(([, units]) => units.includes(unit.index))?.[0] ?? -1;
    facts.push({
      label: "No text",
      code: unitName(unit),
      numbers: `line ${unit.line}`,
      unit: unit.index,
      cell,
    });
  }
  return facts;
}

/** Numbers of a unit in one line. */
export function unitNumbers(model: LogitsModel, unit: number): string {
  const [a, b] = model.sides.map(side => side.units[unit].measured);
  if (b !== undefined) {
    const rates = [a, b].map(of => statisticOf("bits/byte", of));
    if (rates.some(Number.isNaN)) return "not scored by both";
    return `${bitsText(rates[0])} against ${bitsText(rates[1])} bits/byte`;
  }
  if (!(a.scored > 0)) return nothing(model, unit);
  return `${bitsText(a.bits)} bits, ${bitsText(statisticOf("bits/token", a))} per token`;
}

/** Why a unit has no number. */
function nothing({ sides, units }: LogitsModel, unit: number): string {
  const [{ aligned, units: scored }] = sides;
  const { start, end } = aligned.source.nodes[units[unit].node];
  if (start === end) return "no text: missing or empty";
  return scored[unit].score.tokens > 0 ? "not scored" : "in a neighbour's token";
}

/** First line of the text of a unit, cut. */
export function excerpt(model: LogitsModel, unit: number, most: number): string {
  const { source } = model.sides[0].aligned;
  const { start, end } = source.nodes[model.units[unit].node];
  const line = source.source
    .slice(start, end)
    .trimStart()
    .split(/[\n\r]/, 1)[0];
  const characters = [...line.slice(0, most + 2)];
  return characters.length > most || line.length > most + 2
    ? `${characters.slice(0, most - 1).join("")}…`
    : line;
}

/** Two or three sentences: how much, how sure, what is not there. */
export function summaryOf(model: LogitsModel): string[] {
  const lines = model.sides.map(side => {
    const { tokens, scored, bits, bytes, space, outside, specials } = totalsOf(side);
    const parts = [
      `${side.name === "" ? "" : `${side.name}: `}${counted(tokens, "token")}, ${bitsText(bits)} bits: ${bitsText(bits / scored)} per token, ${bitsText(bits / bytes)} per byte`,
    ];
    if (space > 0) parts.push(`${bitsText(space)} of them white space between leaves, which no node counts`);
    if (outside > 0) parts.push(`${bitsText(outside)} outside of the code`);
    if (tokens > scored) parts.push(`${counted(tokens - scored, "token")} without a probability`);
    if (specials > 0) parts.push(`${counted(specials, "special token")} left out`);
    return `${parts.join("; ")}.`;
  });
  if (model.cutRows > 0)
    lines.push(`${counted(model.cutRows, "line")} at the end are not shown; the numbers are of the whole.`);
  return lines;
}

/** What a reader must know: notes of the scores, each once. */
export function notesOf(model: LogitsModel): string[] {
  const notes = model.sides.flatMap(side =>
    side.aligned.notes.map(note => (model.sides.length > 1 ? `${side.name}: ${note}` : note)),
  );
  return [...new Set(notes)];
}

/** Share of the bits of the whole tree a unit has, 0..1. */
export function shareOf(units: readonly Unit[], unit: number): number {
  const whole = units[0]?.measured.bits ?? 0;
  const own = units[unit].measured.bits;
  return whole > 0 && own > 0 ? own / whole : 0;
}
