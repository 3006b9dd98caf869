import { type Child, element } from "../core/element.js";
import { bitsText } from "./format.js";
import type { LogitsModel } from "./LogitsModel.js";
import type { LogitsSettings } from "./settleLogits.js";
import { differenceShade, scaleOf } from "./shades.js";
import { type Scale, shadeOf } from "./statistics.js";

/** A swatch: class of the ground, and what it stands for. */
export interface Swatch {
  readonly look: string;
  readonly text: string;
}

/** Swatches of a scale with numbers, from sure to unsure. The last stands for everything beyond. */
export function swatchesOf(scale: Scale, two: boolean, names: readonly string[]): Swatch[] {
  if (two)
    return [-1, -0.25, 0, 0.25, 1].map(share => {
      const value = (share * scale.most) / 2;
      const end = share === -1 ? ` ${names[1]} worse` : share === 1 ? ` ${names[0]} worse` : "";
      const sign = share === -1 ? "≤ " : share === 1 ? "≥ +" : share > 0 ? "+" : "";
      return {
        look: `d${differenceShade(scale, value).toString(16)}`,
        text: `${sign}${bitsText(value)}${end}`,
      };
    });
  const look = (value: number): string => `h${shadeOf(scale, value).toString(16)}`;
  if (scale.name === "rank")
    return ["1", "2–10", "11–100", "101–1000", "over 1000"].map((text, i) => ({ look: look(i), text }));
  if (scale.name === "p")
    return [1, 0.75, 0.5, 0.25, 0].map(value => ({ look: look(value), text: `${value * 100} %` }));
  return [0, 1 / 12, 0.25, 0.5, 1].map(share => ({
    look: look(share * scale.most),
    text:
      share === 0 ? "0" : share === 1 ? `≥ ${+scale.most.toFixed(2)}` : `${+(share * scale.most).toFixed(2)}`,
  }));
}

/** The legend of what is painted first: the swatches with numbers, and the marks that occur. */
export function legendMarkup(model: LogitsModel, settings: LogitsSettings): Child {
  const scale = scaleOf(model, settings.statistic);
  const two = model.sides.length === 2;
  const names = model.sides.map(side => side.name);
  const swatch = ({ look, text }: Swatch): Child =>
    element("span", {}, element("b", { class: look, "aria-hidden": "true" }), text);
  const [side] = model.sides;
  const generated = side.aligned.scored.generatedFrom !== undefined;
  return [
    element(
      "div",
      { class: "legend", role: "note", "aria-label": "Legend" },
      element("strong", {}, two ? `${scale.label}, ${names[0]} minus ${names[1]}:` : `${scale.label}:`),
      swatchesOf(scale, two, names).map(swatch),
    ),
    element(
      "div",
      { class: "legend muted" },
      element(
        "span",
        {},
        two
          ? "colours are fixed, values beyond are clipped"
          : "darker and thicker underlined: less expected; fixed scale, values beyond are clipped",
      ),
      element("span", {}, "┊ a token goes on in another leaf"),
      element("span", {}, element("b", { class: "u2" }), "no probability"),
      generated && element("span", {}, "faint: given to the model; from the green bar on: its own"),
      model.units.some(unit => unit.error) && element("span", {}, "wavy: not parsed"),
      model.carets.size > 0 &&
        element(
          "span",
          {},
          element("span", { style: "color:var(--tb-vermillion)" }, "▴"),
          " a node without text",
        ),
    ),
  ];
}
