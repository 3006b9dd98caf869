import { type Child, element } from "../../core/element.js";
import { type Head, headLines } from "../../core/headLines.js";
import { label } from "../../core/label.js";
import { paint } from "../../core/paint.js";
import type { Drawing } from "../../core/svgDocument.js";
import { FAMILY, fitText, textWidth } from "../../core/textWidth.js";
import { visibleText } from "../../core/visibleText.js";
import { ADVANCE, SHADES, shadeOpacity } from "../../logitLens/drawCode.js";
import { drawTimeline, shareShade } from "./drawTimeline.js";
import type { OnSourceSettings } from "./FeaturesOnSourceData.js";
import type { OnSourceModel } from "./OnSourceModel.js";
import { strongestText } from "./strongest.js";

const MARGIN = 16;
const ROW = 17;
const SIZE = 11;
/** Lines of the program in the picture. */
const LINES = 80;

/** The still picture: each line with its strongest features, painted by the strongest of all; below, features over steps. Pages have the head beside it. */
export function drawOnSource(
  model: OnSourceModel,
  head: Head | undefined,
  settings: OnSourceSettings,
): Drawing {
  const { width } = settings;
  const inner = width - 2 * MARGIN;
  const { content, y: below } =
    head === undefined ? { content: [], y: 0 } : headLines(head, { margin: MARGIN, width });
  let y = below + 24;
  const [first] = model.features;
  content.push(
    label(
      MARGIN,
      y,
      first === undefined
        ? "The source"
        : `The source, painted by ${fitText(visibleText(first.name), 200, 12, "bold")}, and the features strongest on each line`,
      { size: 12, face: "bold" },
    ),
  );
  y += 10;
  content.push(element("g", { transform: `translate(${MARGIN},${y})` }, shareLegend()));
  y += 26;
  const shown = model.lines.slice(0, LINES);
  const gutter = textWidth(String(shown.at(-1)?.line ?? 1), 10) + 14;
  const longest = Math.max(0, ...shown.map(line => lineText(model, line).length));
  const half = Math.min(inner * 0.55, longest * ADVANCE + 16);
  shown.forEach((line, i) => {
    const text = visibleText(lineText(model, line).replace(/\t/g, "  "));
    content.push(
      element(
        "g",
        { transform: `translate(${MARGIN},${y + i * ROW})` },
        first !== undefined && grounds(model, i, gutter, half),
        label(gutter - 6, 12.5, String(line.line), { size: 10, colour: "muted", anchor: "end" }),
        text.trim() !== "" &&
          element(
            "text",
            {
              x: gutter,
              y: 12.5,
              "font-size": SIZE,
              "font-family": FAMILY.mono,
              "xml:space": "preserve",
              ...paint({ fill: "ink" }),
            },
            fitText(text, half, SIZE, "mono"),
          ),
        label(
          gutter + half + 10,
          12.5,
          fitText(
            visibleText(strongestText(model, feature => feature.atLine[i], settings.named)),
            inner - gutter - half - 10,
            10,
          ),
          { size: 10, colour: "muted" },
        ),
      ),
    );
  });
  y += shown.length * ROW;
  if (shown.length < model.lines.length) {
    y += ROW;
    content.push(
      label(MARGIN + gutter, y - 4, `${model.lines.length - shown.length} more lines are not drawn here.`, {
        size: 10,
        colour: "muted",
      }),
    );
  }
  if (model.steps.length > 0) {
    y += 30;
    content.push(label(MARGIN, y, "Features over the steps of the trace", { size: 12, face: "bold" }));
    y += 10;
    const timeline = drawTimeline(model, settings.rows, inner);
    content.push(element("g", { transform: `translate(${MARGIN},${y})` }, timeline.content));
    y += timeline.height;
  }
  return { width, height: Math.ceil(y + 6), content };
}

/** A line without its label. */
export function lineText(
  model: OnSourceModel,
  { start, end }: { readonly start: number; readonly end: number },
): string {
  return model.text.slice(start, end).replace(/^@\d+ ?/, "");
}

/** Grounds of the first feature on one line. */
function grounds(model: OnSourceModel, i: number, left: number, room: number): Child {
  const { start, first, last } = model.lines[i];
  const from =
    start + (model.text.slice(start, model.lines[i].end).length - lineText(model, model.lines[i]).length);
  const column = (offset: number): number =>
    Math.max(0, offset - from) + 1 * tabs(model.text.slice(from, Math.max(from, offset)));
  return model.features[0].firings
    .filter(([token]) => first <= token && token < last)
    .map(([token, value]) => {
      const [a, b] = model.tokens[token];
      const x = Math.min(room, column(a) * ADVANCE);
      const end = Math.min(room, column(b) * ADVANCE);
      return (
        end > x &&
        element("rect", {
          x: left + x,
          y: 1,
          width: end - x,
          height: ROW - 2,
          opacity: String(shadeOpacity(shareShade(value, model.features[0].most))),
          ...paint({ fill: "blue" }),
        })
      );
    });
}

function tabs(text: string): number {
  return text.split("\t").length - 1;
}

/** Shades with the shares they stand for. */
function shareLegend(): Child {
  return Array.from({ length: SHADES }, (_, i) => {
    const x = i * 84;
    return [
      element("rect", {
        x,
        y: 0,
        width: 16,
        height: 15,
        opacity: String(shadeOpacity(i + 1)),
        ...paint({ fill: "blue" }),
      }),
      label(x + 21, 11.5, `${i === 0 ? "≤ " : ""}${Math.round((1000 * (i + 1)) / SHADES) / 10} %`, {
        size: 10,
        colour: "muted",
      }),
    ];
  });
}
