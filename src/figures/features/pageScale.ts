import { SHADES } from "../logitLens/drawCode.js";
import { numberText } from "./numberText.js";
import type { PageToken } from "./PageExample.js";
import type { PageScale } from "./PageModel.js";

/** What (k − rank) / k may be off by in 32 bits, times k. */
const ROUNDING = 1e-3;

/** Shade of a token, 1..{@link SHADES}: whatever fires can be seen. */
export function shadeOfToken(scale: PageScale, { value, rank = 0 }: PageToken): number {
  const share =
    scale.by === "rank"
      ? 1 - Math.min(rank, scale.k - 1) / Math.max(2, scale.k)
      : scale.most > 0
        ? value / scale.most
        : 1;
  return Math.max(1, Math.min(SHADES, Math.ceil(SHADES * share - 1e-9)));
}

/** Shades with the numbers they stand for, palest first; only those that the scale can give. */
export function swatchesOf(scale: PageScale): { readonly shade: number; readonly text: string }[] {
  if (scale.by === "value")
    return Array.from({ length: SHADES }, (_, i) => ({
      shade: i + 1,
      text: `${i === 0 ? "up to " : ""}${numberText((scale.most * (i + 1)) / SHADES)}`,
    }));
  const swatches: { shade: number; from: number; to: number }[] = [];
  for (let rank = scale.k - 1; rank >= 0; rank--) {
    const shade = shadeOfToken(scale, { start: 0, end: 0, value: 0, rank });
    const last = swatches.at(-1);
    if (last?.shade === shade) last.from = rank;
    else swatches.push({ shade, from: rank, to: rank });
  }
  return swatches.map(({ shade, from, to }) => ({
    shade,
    text: `rank ${from + 1}${to > from ? `–${to + 1}` : ""}`,
  }));
}

/** What the shades are, in words. */
export function scaleName(scale: PageScale): string {
  return scale.by === "rank" ? `Rank among the ${scale.k} codes of a token` : scale.name;
}

/** The number of one token, in words: `2.31`, `rank 2`. */
export function tokenNumber(scale: PageScale, { value, rank = 0, similarity }: PageToken): string {
  if (scale.by === "value") return numberText(value);
  return `rank ${rank + 1}${similarity === undefined ? "" : `, similarity ${numberText(similarity)}`}`;
}

/** Ends of a band in words: `6.8 to 8.3`; of codes the ranks within, `rank 1 to 3`. */
export function rangeText(scale: PageScale, from: number, to: number): string {
  if (scale.by === "value") return endsText(numberText(from), numberText(to));
  // Bounds may lie between two ranks: a band claims those within it, lest two bands beside each other claim the same.
  const first = Math.max(1, Math.ceil(scale.k * (1 - to) - ROUNDING) + 1);
  const last = Math.min(scale.k, Math.floor(scale.k * (1 - from) + ROUNDING) + 1);
  return first > last ? `between rank ${last} and ${first}` : `rank ${endsText(`${first}`, `${last}`)}`;
}

function endsText(first: string, last: string): string {
  return first === last ? first : `${first} to ${last}`;
}
