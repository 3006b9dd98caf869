import { type Child, element } from "../../core/element.js";
import { label } from "../../core/label.js";
import { paint } from "../../core/paint.js";
import { FAMILY, fitText, textWidth } from "../../core/textWidth.js";
import { visibleText } from "../../core/visibleText.js";
import { SHADES, shadeOpacity } from "../../logitLens/drawCode.js";
import type { OnSourceModel, OnSourceShown } from "./OnSourceModel.js";

const ROW = 15;

/** Shade of an activation on the feature's own scale, 0..{@link SHADES}. */
export function shareShade(value: number, most: number): number {
  return value > 0 ? Math.max(1, Math.min(SHADES, Math.ceil((SHADES * value) / most - 1e-9))) : 0;
}

/**
 * Features over steps: a row a feature, a column a step, on its own scale each; below, the line of each step. Features are in the
 * order of the step at which they are strongest, so that what follows the run runs along the diagonal.
 */
export function drawTimeline(
  model: OnSourceModel,
  rows: number,
  width: number,
): { readonly height: number; readonly content: Child } {
  const shown = timelineFeatures(model, rows);
  const steps = model.steps.length;
  const names = Math.min(170, Math.max(40, ...shown.map(({ name }) => textWidth(name, 10)))) + 8;
  const each = Math.min(26, (width - names) / Math.max(1, steps));
  const cells: Child[] = [];
  for (let shade = 1; shade <= SHADES; shade++) {
    let path = "";
    shown.forEach((feature, r) => {
      feature.atStep.forEach((value, i) => {
        if (shareShade(value, feature.most) === shade)
          path += `M${round(names + i * each)} ${r * ROW + ROW / 2 + 1}h${round(each - (each > 4 ? 1 : 0))}`;
      });
    });
    if (path !== "")
      cells.push(
        element("path", {
          d: path,
          "stroke-width": ROW - 2,
          opacity: String(shadeOpacity(shade)),
          ...paint({ stroke: "blue", fill: "none" }),
        }),
      );
  }
  const bottom = shown.length * ROW;
  const skip = Math.max(1, Math.ceil(20 / each));
  return {
    height: bottom + 34,
    content: [
      element("rect", { x: names, y: 0, width: steps * each, height: bottom, ...paint({ fill: "panel" }) }),
      cells,
      shown.map(({ name }, r) =>
        label(names - 6, r * ROW + 11.5, fitText(visibleText(name), names - 8, 10), {
          size: 10,
          anchor: "end",
        }),
      ),
      model.steps.map(
        ({ line }, i) =>
          i % skip === 0 && [
            element(
              "text",
              {
                x: names + (i + 0.5) * each,
                y: bottom + 12,
                "font-size": 9.5,
                "text-anchor": "middle",
                "font-family": FAMILY.mono,
                ...paint({ fill: "ink" }),
              },
              `@${line}`,
            ),
            label(names + (i + 0.5) * each, bottom + 25, String(i + 1), {
              size: 9.5,
              colour: "muted",
              anchor: "middle",
            }),
          ],
      ),
      label(names - 6, bottom + 12, "line", { size: 9.5, colour: "muted", anchor: "end" }),
      label(names - 6, bottom + 25, "step", { size: 9.5, colour: "muted", anchor: "end" }),
    ],
  };
}

/** The features of the timeline: the strongest that fire at a step, in the order of their strongest steps. */
export function timelineFeatures(model: OnSourceModel, rows: number): OnSourceShown[] {
  const peak = (feature: OnSourceShown): number => feature.atStep.indexOf(Math.max(...feature.atStep));
  return model.features
    .filter(({ atStep }) => atStep.some(value => value > 0))
    .slice(0, rows)
    .map((feature, i) => ({ feature, i, at: peak(feature) }))
    .sort((a, b) => a.at - b.at || a.i - b.i)
    .map(({ feature }) => feature);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
