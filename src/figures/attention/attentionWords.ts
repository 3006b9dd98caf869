import type { FigureTable } from "../core/FigureTable.js";
import type { AttentionModel, HeadRow } from "./AttentionModel.js";
import type { Received } from "./received.js";

/** Share at which a ground is strongest; shades go by the square root, so that small shares are seen. */
export const FULL = 0.5;

/** A share as people read it. */
export function percentText(share: number): string {
  const points = share * 100;
  return `${points >= 10 || points === 0 ? Math.round(points) : points.toFixed(1)} %`;
}

/** Name of a head. */
export function headName([layer, head]: readonly [layer: number, head: number, ...rest: unknown[]]): string {
  return `layer ${layer}, head ${head}`;
}

/** Text of a token's unit, quoted. */
export function tokenText(model: AttentionModel, token: number): string {
  let at = 0;
  let text = "";
  for (const [length, first, more, , special] of model.units) {
    if (first <= token && token <= first + more) text += special ?? model.text.slice(at, at + length);
    at += length;
  }
  return JSON.stringify(text);
}

/** What the still picture shows, in sentences. */
export function attentionSummary(model: AttentionModel, { places }: Received): string[] {
  const { head, token } = model.query;
  const most = places
    .slice(0, 3)
    .map(({ text, type, line, share }) => `"${text}" (${type}, line ${line}) ${percentText(share)}`);
  return [
    `${headName(model.heads[head])}, while the model reads token ${token - model.lead}, ${tokenText(model, token)}: ${most.join("; ")}.`,
    `A share of attention falls on the nodes of a token by its bytes; each query's shares add up to 1. ${model.heads.length} of ${model.summaries.length} heads are in the page, ` +
      `8 bits a number (√p), shares below ${percentText(model.least)} left out: ${percentText(1 - model.kept)} of all attention.`,
  ];
}

const shareText = (value: number | null): string => (value === null ? "–" : percentText(value / 1000));

/** Summary of heads: those in the page, or all. */
export function headTable(model: AttentionModel, all: boolean): FigureTable {
  const shown = (row: HeadRow): boolean =>
    all || model.heads.some(([layer, head]) => layer === row[0] && head === row[1]);
  return {
    caption:
      "Heads, mean over queries: entropy in bits; shares on the token before, the first token, the token itself, earlier places " +
      "of the same name (and what even attention would put there), the token after an earlier one of the same id.",
    columns: [
      { head: "head" },
      ...["entropy", "previous", "first", "itself", "same name", "(even)", "induction"].map(head => ({
        head,
        number: true,
      })),
    ],
    rows: model.summaries
      .filter(shown)
      .map(row => [headName(row), row[2].toFixed(2), ...row.slice(3).map(value => shareText(value))]),
  };
}

/** Places that receive most. */
export function receiverTable({ places }: Received, most: number): FigureTable {
  return {
    caption: "Where it looks, most first.",
    columns: [
      { head: "text" },
      { head: "node" },
      { head: "line", number: true },
      { head: "share", number: true },
    ],
    rows: places
      .slice(0, most)
      .map(({ text, type, line, share }) => [text, type, String(line), percentText(share)]),
  };
}
