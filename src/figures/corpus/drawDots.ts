import { scaleLinear, symbol, symbolCircle, symbolDiamond } from "d3";
import type { CorpusRow } from "../../evaluate/logits/CorpusTable.js";
import { type Child, element } from "../core/element.js";
import { label } from "../core/label.js";
import { type Colour, paint } from "../core/paint.js";
import { fitText, textWidth } from "../core/textWidth.js";
import type { CorpusFigureData, CorpusSettings } from "./CorpusFigureData.js";
import { bitsText, estimateOf, estimateText } from "./corpusWords.js";

/** Colours and shapes of the two models. */
export const MODEL_COLOURS: readonly Colour[] = ["blue", "vermillion"];
const SHAPES = [symbolCircle, symbolDiamond];
const ROW = 20;
const NUMBERS = 150;

/** One point or interval of the plot's rows: where it is drawn and in numbers beside it. */
export function drawDots(
  data: CorpusFigureData,
  groups: readonly {
    readonly heading: string;
    readonly of: "categories" | "rows";
    readonly keys: readonly string[];
  }[],
  settings: CorpusSettings,
  width: number,
): { readonly height: number; readonly content: Child } {
  const { models } = data;
  const find = (m: number, of: "categories" | "rows", key: string): CorpusRow | undefined =>
    models[m].scores[of].find(row => row.key === key);
  const ends = groups.flatMap(({ of, keys }) =>
    keys.flatMap(key =>
      models.flatMap((_model, m) => {
        const estimate = estimateOf(find(m, of, key), settings);
        return estimate === undefined ? [] : [estimate.value, estimate.low ?? 0, estimate.high ?? 0];
      }),
    ),
  );
  const names = Math.min(
    width * 0.26,
    Math.max(60, ...groups.flatMap(({ keys }) => keys.map(key => textWidth(key, 11)))),
  );
  const supports = 92;
  const left = names + supports + 16;
  const right = width - NUMBERS;
  const most = Math.max(...ends.filter(Number.isFinite), 0.01);
  const x = scaleLinear().domain([0, most]).range([left, right]).nice(6);
  const marks: Child[] = [
    label(names + supports, 10, "nodes in programs", { size: 10, colour: "muted", anchor: "end" }),
  ];
  let y = 16;
  const each = ROW + (models.length - 1) * 11;
  for (const { heading, of, keys } of groups) {
    if (keys.length === 0) continue;
    y += 22;
    const room = textWidth(heading, 12, "bold") + 6;
    marks.push(
      element("rect", { y: y - 18, width: room, height: 18, ...paint({ fill: "paper" }) }),
      label(0, y - 5, heading, { size: 12, face: "bold" }),
    );
    for (const key of keys) {
      const middle = y + each / 2;
      const rows = models.map((_model, m) => find(m, of, key));
      const known = rows.find(row => row !== undefined);
      marks.push(
        label(0, middle + 4, fitText(key, names, 11)),
        label(
          names + supports,
          middle + 4,
          `${bitsText(known?.nodes ?? 0)} in ${bitsText(known?.programs ?? 0)}`,
          {
            size: 10,
            colour: "muted",
            anchor: "end",
          },
        ),
        rows.map((row, m) => {
          const at = middle + (m - (models.length - 1) / 2) * 12;
          const estimate = estimateOf(row, settings);
          if (estimate === undefined) {
            const why =
              row === undefined || row.programs === 0 ? "none" : row.few ? "too few programs" : "not known";
            return label(right + 10, at + 4, why, { size: 10, colour: "muted" });
          }
          const { value, low, high } = estimate;
          return [
            low !== undefined &&
              high !== undefined &&
              element("path", {
                d: `M${place(x(low))} ${place(at)}H${place(x(high))}`,
                "stroke-width": 1.8,
                ...paint({ stroke: MODEL_COLOURS[m], fill: "none" }),
              }),
            element("path", {
              d: symbol(SHAPES[m], m === 0 ? 52 : 60).digits(2)()!,
              transform: `translate(${place(x(value))},${place(at)})`,
              ...paint({ fill: MODEL_COLOURS[m] }),
            }),
            label(right + 10, at + 4, estimateText(estimate), { size: 10, colour: "muted" }),
          ];
        }),
      );
      y += each;
    }
  }
  const grid = x.ticks(6).map(tick => [
    element("path", {
      d: `M${place(x(tick))} 18V${y + 2}`,
      "stroke-width": tick === 0 ? 1.4 : 0.8,
      ...paint({ stroke: tick === 0 ? "muted" : "line", fill: "none" }),
    }),
    label(x(tick), y + 15, String(Math.round(tick * 1e6) / 1e6), {
      size: 10,
      colour: "muted",
      anchor: "middle",
    }),
  ]);
  return { height: y + 24, content: [grid, marks] };
}

/** Key of the two models' colours and shapes. */
export function modelKey(data: CorpusFigureData, width: number): Child {
  let x = 6;
  return data.models.map(({ name }, m) => {
    const text = fitText(name, width / 2 - 40, 11);
    const at = x;
    x += textWidth(text, 11) + 34;
    return [
      element("path", {
        d: symbol(SHAPES[m], 60).digits(2)()!,
        transform: `translate(${place(at)},-4)`,
        ...paint({ fill: MODEL_COLOURS[m] }),
      }),
      label(at + 11, 0, text),
    ];
  });
}

function place(value: number): number {
  return Math.round(value * 100) / 100;
}
