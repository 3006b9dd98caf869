import type { Attributes } from "./element.js";

/** Colours by what they are for, on light and on dark ground. Series colours follow Okabe and Ito (2008). */
export const PALETTE: Readonly<Record<Colour, readonly [light: string, dark: string]>> = {
  paper: ["#ffffff", "#14171c"],
  panel: ["#f3f5f8", "#1d222a"],
  ink: ["#1a1e24", "#e8ebf0"],
  muted: ["#55606e", "#a7b0bd"],
  line: ["#c9d0d8", "#3d4652"],
  blue: ["#0072b2", "#56b4e9"],
  vermillion: ["#b84700", "#f0803c"],
  green: ["#007f5c", "#2fc49a"],
  purple: ["#a8487f", "#d993bd"],
  orange: ["#8f6200", "#e69f00"],
  sky: ["#2475a5", "#8fd0f5"],
  grey: ["#5f6b78", "#b3bcc7"],
  keyword: ["#76245a", "#f0bfdd"],
  string: ["#00523a", "#8fe8ca"],
  comment: ["#47525f", "#c0c8d2"],
};

/** A name from {@link PALETTE}. */
export type Colour =
  | "paper"
  | "panel"
  | "ink"
  | "muted"
  | "line"
  | "blue"
  | "vermillion"
  | "green"
  | "purple"
  | "orange"
  | "sky"
  | "grey"
  | "keyword"
  | "string"
  | "comment";

/** Series colours in the order they are given out. */
export const SERIES: readonly Colour[] = ["blue", "vermillion", "green", "purple", "orange", "grey", "sky"];

/** Fill and stroke: the light colour as an attribute, and a class by which {@link darkRules} changes it. */
export function paint(colours: {
  readonly fill?: Colour | "none";
  readonly stroke?: Colour | "none";
}): Attributes {
  const names: string[] = [];
  const out: Record<string, string> = {};
  if (colours.fill !== undefined && colours.fill !== "none") names.push(`f-${colours.fill}`);
  if (colours.stroke !== undefined && colours.stroke !== "none") names.push(`s-${colours.stroke}`);
  if (names.length > 0) out.class = names.join(" ");
  if (colours.fill !== undefined) out.fill = colours.fill === "none" ? "none" : PALETTE[colours.fill][0];
  if (colours.stroke !== undefined)
    out.stroke = colours.stroke === "none" ? "none" : PALETTE[colours.stroke][0];
  return out;
}

/** Style rules that turn a drawing with this id dark where the reader asked for it. */
export function darkRules(id: string): string {
  const rules = Object.entries(PALETTE).map(
    ([name, [, dark]]) => `#${id} .f-${name}{fill:${dark}}#${id} .s-${name}{stroke:${dark}}`,
  );
  return `@media (prefers-color-scheme:dark){${rules.join("")}}`;
}

/** Colours as custom properties (`--tb-ink` …) of everything that matches a selector, in pages. */
export function colourProperties(selector: string): string {
  const side = (index: 0 | 1): string =>
    Object.entries(PALETTE)
      .map(([name, pair]) => `--tb-${name}:${pair[index]}`)
      .join(";");
  return `${selector}{${side(0)}}@media (prefers-color-scheme:dark){${selector}{${side(1)}}}`;
}
