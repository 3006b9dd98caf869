import { ownText } from "./cellTitles.js";
import { differenceList } from "./differenceList.js";
import { excerpt, notesOf, shareOf, summaryOf, unitNumbers } from "./facts.js";
import { pText } from "./format.js";
import type { LogitsModel } from "./LogitsModel.js";
import { isListed } from "./outlineMarkup.js";
import { signed } from "./pageMarkup.js";
import { alternativesText, lineOfToken } from "./tokenTable.js";
import { unitName } from "./units.js";
import { weakestTokens } from "./weak.js";

/** Rows of the tree, and tokens under it. */
const ROWS = 400;
const TOKENS = 12;

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A bar of eight characters. */
function bar(share: number): string {
  const eighths = Math.round(share * 64);
  return ("█".repeat(eighths >> 3) + EIGHTHS[eighths & 7]).padEnd(8, "·");
}

/** The view as plain text: the tree down to statements with bars, the least likely tokens, what is unscored, notes. */
export function logitsText(model: LogitsModel): string {
  const parts = [summaryOf(model).join("\n"), tree(model)];
  const [side] = model.sides;
  const place = lineOfToken(model);
  const tokens = weakestTokens(model, TOKENS).map(token => {
    const line = place.line(place.cell(token));
    const rank = side.rank[token] > 0 ? `, rank ${side.rank[token]}` : "";
    const other = side.alternatives[token].length > 0 ? `  (${alternativesText(side, token)})` : "";
    return `  line ${line ?? "–"}: ${ownText(side, token)}  p ${pText(2 ** -side.bits[token])}${rank}${other}`;
  });
  if (tokens.length > 0)
    parts.push([`Least likely tokens${side.name === "" ? "" : ` of ${side.name}`}:`, ...tokens].join("\n"));
  const [a, b] = model.sides;
  if (b !== undefined)
    parts.push(
      [
        `Difference in bits by category, ${a.name} minus ${b.name}:`,
        ...differenceList(model).map(
          row =>
            `  ${row.part.padEnd(26)} ${row.a.toFixed(1).padStart(9)} ${row.b.toFixed(1).padStart(9)} ${signed(row.difference).padStart(9)}`,
        ),
      ].join("\n"),
    );
  const notes = notesOf(model);
  if (notes.length > 0) parts.push(["Notes:", ...notes.map(note => `  ${note}`)].join("\n"));
  return parts.join("\n\n");
}

/** Statements and larger nodes, what is not parsed or missing; the bar is the share of the bits. */
function tree(model: LogitsModel): string {
  const { units } = model;
  const depths = new Int32Array(units.length);
  const lines: string[] = [];
  let left = 0;
  for (const unit of units) {
    const shown = isListed(unit);
    depths[unit.index] = (unit.parent < 0 ? 0 : depths[unit.parent]) + (shown ? 1 : 0);
    if (!shown) continue;
    if (lines.length >= ROWS) {
      left++;
      continue;
    }
    const { tokens, unscored } = unit.score;
    const without = unscored > 0 ? `, ${unscored} of ${tokens} tokens without p` : "";
    const code = excerpt(model, unit.index, 44);
    const text = unit.missing ? "  (no text)" : `${code === "" ? "" : `  ${code}`}`;
    const numbers = unit.missing ? "" : `  ${unitNumbers(model, unit.index)}${without}`;
    lines.push(
      `${bar(shareOf(units, unit.index))} ${"  ".repeat(depths[unit.index] - 1)}${unitName(unit)}${text}${numbers}`,
    );
  }
  if (left > 0) lines.push(`… ${left} more nodes`);
  return lines.join("\n");
}
