import type { FigureTable } from "../core/FigureTable.js";
import { numberText } from "./numberText.js";
import type { PageAssociation } from "./PageNumbers.js";

/** How well firing goes with each label, beside the best guess from the token alone; no column without a number in it. */
export function associationTable(rows: readonly PageAssociation[], unit: string): FigureTable {
  const families = rows.some(({ family }) => family !== undefined);
  const lifts = rows.some(({ lift }) => lift !== undefined);
  const number = (head: string) => ({ head, number: true });
  return {
    caption:
      `How well this ${unit} firing says that the label holds. Gain: F1 beyond the best guess from the token alone; ` +
      "at or below 0 the token says as much, and the label explains nothing.",
    columns: [
      { head: "label" },
      ...(families ? [{ head: "kind" }] : []),
      number("precision"),
      number("recall"),
      number("F1"),
      number("token alone, F1"),
      number("gain"),
      ...(lifts ? [number("lift")] : []),
      number("tokens with it"),
    ],
    rows: rows.map(({ label, family, precision, recall, f1, lift, tokenF1, positives, low, high }) => [
      label,
      ...(families ? [family ?? ""] : []),
      two(precision),
      two(recall),
      low === undefined || high === undefined ? two(f1) : `${two(f1)} [${two(low)}, ${two(high)}]`,
      tokenF1 === undefined ? "not measured" : two(tokenF1),
      tokenF1 === undefined ? "–" : signed(f1 - tokenF1),
      ...(lifts ? [lift === undefined ? "–" : numberText(lift)] : []),
      numberText(positives),
    ]),
  };
}

function two(share: number): string {
  return share.toFixed(2);
}

function signed(value: number): string {
  const text = Math.abs(value).toFixed(2);
  return text === "0.00" ? text : `${value < 0 ? "−" : "+"}${text}`;
}
