import { numberText } from "./numberText.js";
import type { PageTable } from "./PageModel.js";
import type { PageAssociation } from "./PageNumbers.js";

const HALF = "on the half of the programs it was not chosen on";

/**
 * How well firing goes with each label, beside the best guess from the token alone; no column without a number in it. Where all
 * rows are of one half of the programs only, the heading says so, which pictures show as well; where some are, the caption does.
 */
export function associationTable(rows: readonly PageAssociation[], unit: string): PageTable {
  const families = rows.some(({ family }) => family !== undefined);
  const lifts = rows.some(({ lift }) => lift !== undefined);
  const thresholds = rows.some(({ threshold }) => threshold !== undefined);
  const halves = rows.filter(({ halfTokens }) => halfTokens !== undefined).length;
  const number = (head: string) => ({ head, number: true });
  return {
    heading: `What it goes with${halves > 0 && halves === rows.length ? `, ${HALF}` : ""}`,
    open: true,
    table: {
      caption:
        `How well this ${unit} firing says that the label holds${thresholds ? firesFrom(rows) : ""}. Gain: F1 beyond the best guess from the token alone; ` +
        "at or below 0 the token says as much, and the label explains nothing." +
        (halves > 0 && halves < rows.length
          ? ` Rows with a number under "tokens of the half" are counted ${HALF}.`
          : ""),
      columns: [
        { head: "label" },
        ...(families ? [{ head: "kind" }] : []),
        ...(thresholds ? [number("fires from")] : []),
        number("precision"),
        number("recall"),
        number("F1"),
        number("token alone, F1"),
        number("gain"),
        ...(lifts ? [number("lift")] : []),
        number("tokens with it"),
        ...(halves > 0 ? [number("tokens of the half")] : []),
      ],
      rows: rows.map(row => {
        const { label, family, threshold, precision, recall, f1, lift, tokenF1, positives, low, high } = row;
        return [
          label,
          ...(families ? [family ?? ""] : []),
          ...(thresholds ? [numberOr(threshold)] : []),
          two(precision),
          two(recall),
          low === undefined || high === undefined ? two(f1) : `${two(f1)} [${two(low)}, ${two(high)}]`,
          tokenF1 === undefined ? "not measured" : two(tokenF1),
          tokenF1 === undefined ? "–" : signed(f1 - tokenF1),
          ...(lifts ? [numberOr(lift)] : []),
          numberText(positives),
          ...(halves > 0 ? [numberOr(row.halfTokens)] : []),
        ];
      }),
    },
  };
}

/** What counts as firing; a neuron whose sign is turned fires at and below a number. */
function firesFrom(rows: readonly PageAssociation[]): string {
  const below = rows.some(({ threshold = 0 }) => threshold < 0) ? ", or at most it where it is below 0" : "";
  return `, where it counts as firing at activations of at least what stands under "fires from"${below}`;
}

function numberOr(value: number | undefined): string {
  return value === undefined ? "–" : numberText(value);
}

function two(share: number): string {
  return share.toFixed(2);
}

function signed(value: number): string {
  const text = Math.abs(value).toFixed(2);
  return text === "0.00" ? text : `${value < 0 ? "−" : "+"}${text}`;
}
