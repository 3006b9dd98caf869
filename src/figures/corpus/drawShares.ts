import { scaleLinear } from "d3";
import { type Child, element } from "../core/element.js";
import { label } from "../core/label.js";
import { type Colour, paint } from "../core/paint.js";
import { fitText, textWidth } from "../core/textWidth.js";
import type { CorpusFigureData } from "./CorpusFigureData.js";
import { bitsText, shareText } from "./corpusWords.js";
import { MODEL_COLOURS } from "./drawDots.js";

const BAR = 26;
/** Strong and pale by turns, so that neighbours differ in lightness too, not in hue only. */
const SEGMENTS: readonly (readonly [Colour, string])[] = [
  ["blue", "0.85"],
  ["orange", "0.4"],
  ["green", "0.8"],
  ["sky", "0.35"],
  ["purple", "0.8"],
  ["grey", "0.3"],
];

/**
 * The loss of each model as one bar of its categories, exactly: every token is in one part. Parts with room carry their
 * name and share; all of them are listed below, in the same order.
 */
export function drawShares(
  data: CorpusFigureData,
  width: number,
): { readonly height: number; readonly content: Child } {
  const keys = data.models[0].scores.categories.filter(({ bits }) => bits > 0).map(({ key }) => key);
  for (const { scores } of data.models)
    for (const { key, bits } of scores.categories) if (bits > 0 && !keys.includes(key)) keys.push(key);
  const content: Child[] = [];
  let y = 0;
  for (const { name, scores } of data.models) {
    const { bits } = scores.total;
    content.push(label(0, y + 12, fitText(`${name}: ${bitsText(bits)} bits`, width, 11)));
    y += 18;
    const x = scaleLinear()
      .domain([0, bits || 1])
      .range([0, width]);
    let from = 0;
    const listed: string[] = [];
    keys.forEach((key, i) => {
      const own = scores.categories.find(row => row.key === key)?.bits ?? 0;
      if (!(own > 0)) return;
      const [colour, opacity] = SEGMENTS[i % SEGMENTS.length];
      const left = x(from);
      const wide = Math.max(0, x(from + own) - left - 1);
      const text = `${key} ${shareText(own / bits)}`;
      listed.push(text);
      const fits = textWidth(text, 10) + 8 <= wide;
      content.push(
        element("rect", {
          x: left,
          y,
          width: wide,
          height: BAR,
          opacity: fits ? "0.3" : opacity,
          ...paint({ fill: colour }),
        }),
        element("rect", { x: left, y: y + BAR - 5, width: wide, height: 5, ...paint({ fill: colour }) }),
        fits && label(left + 4, y + 14, text, { size: 10 }),
      );
      from += own;
    });
    y += BAR + 4;
    for (const line of wrapItems(listed, width)) {
      y += 13;
      content.push(label(0, y, line, { size: 10, colour: "muted" }));
    }
    y += 14;
  }
  return { height: y, content };
}

/**
 * Where the second model saves or loses bits: a bar a group, to the left where it needs fewer. The bars add up to the
 * whole difference.
 */
export function drawDifference(
  data: CorpusFigureData,
  width: number,
): { readonly height: number; readonly content: Child } {
  const { comparison, models } = data;
  const parts = comparison?.parts.filter(({ difference }) => difference !== 0) ?? [];
  const names = Math.min(width * 0.26, Math.max(60, ...parts.map(({ key }) => textWidth(key, 11))));
  const right = width - 150;
  const most = Math.max(1, ...parts.map(({ difference }) => Math.abs(difference)));
  const x = scaleLinear()
    .domain([-most, most])
    .range([names + 16, right]);
  const zero = x(0);
  const content: Child[] = [
    label(zero - 8, 11, `← ${fitText(models[1]?.name ?? "second", zero - names - 90, 10)} needs fewer`, {
      size: 10,
      face: "bold",
      colour: MODEL_COLOURS[1],
      anchor: "end",
    }),
    label(zero + 8, 11, "needs more →", { size: 10, face: "bold", colour: MODEL_COLOURS[0] }),
  ];
  parts.forEach(({ key, difference, share }, i) => {
    const y = 20 + i * 18;
    const to = x(difference);
    content.push(
      label(0, y + 11, fitText(key, names, 11)),
      element("rect", {
        x: Math.min(zero, to),
        y: y + 2,
        width: Math.max(0.5, Math.abs(to - zero)),
        height: 12,
        ...paint({ fill: difference < 0 ? MODEL_COLOURS[1] : MODEL_COLOURS[0] }),
      }),
      label(
        right + 10,
        y + 11,
        `${bitsText(difference)} bits${share === undefined ? "" : `, ${shareText(share)}`}`,
        { size: 10, colour: "muted" },
      ),
    );
  });
  const bottom = 22 + parts.length * 18;
  content.push(
    element("path", {
      d: `M${Math.round(zero * 100) / 100} 16V${bottom}`,
      "stroke-width": 1.2,
      ...paint({ stroke: "muted", fill: "none" }),
    }),
  );
  return { height: bottom + 8, content };
}

function wrapItems(items: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const joined = lines.length === 0 ? item : `${lines.at(-1)} · ${item}`;
    if (lines.length > 0 && textWidth(joined, 10) <= width) lines[lines.length - 1] = joined;
    else lines.push(item);
  }
  return lines;
}
