import { scaleLinear, scaleLog } from "d3";
import { type Child, element } from "../core/element.js";
import { label } from "../core/label.js";
import { paint } from "../core/paint.js";
import type { Drawing } from "../core/svgDocument.js";
import { textWidth } from "../core/textWidth.js";
import { numberText } from "./numberText.js";
import type { PageChart } from "./PageModel.js";

const LEFT = 62;
const TOP = 22;
const BOTTOM = 36;

/**
 * A histogram with numbers on both axes. Counts over more than two orders of magnitude stand on a logarithmic axis, which
 * its label says: a bin of one would be no bar on the other.
 */
export function drawHistogram({ heading, counts: noun, axis, histogram }: PageChart, width: number): Drawing {
  const { edges, counts } = histogram;
  const height = 168;
  const floor = height - BOTTOM;
  const most = Math.max(1, ...counts);
  const least = Math.min(most, ...counts.filter(count => count > 0));
  const logarithmic = most / least > 100;
  const x = scaleLinear()
    .domain([edges[0], edges.at(-1)!])
    .range([LEFT, width - 14]);
  const y = logarithmic
    ? scaleLog().domain([0.5, most]).range([floor, TOP])
    : scaleLinear().domain([0, most]).range([floor, TOP]);
  const ticks = (logarithmic ? decades(most) : y.ticks(4)).filter(tick => tick <= most);
  const grid = ticks.map(tick => [
    element("path", {
      d: `M${LEFT} ${place(y(tick))}H${width - 14}`,
      "stroke-width": 0.8,
      ...paint({ stroke: "line", fill: "none" }),
    }),
    label(LEFT - 6, y(tick) + 3.5, numberText(tick), { size: 10, colour: "muted", anchor: "end" }),
  ]);
  const bars = counts.map((count, i) => {
    const from = x(edges[i]);
    return (
      count > 0 &&
      element(
        "rect",
        {
          x: from,
          y: y(count),
          width: Math.max(0.6, x(edges[i + 1]) - from - 0.8),
          height: Math.max(0.6, floor - y(count)),
          ...paint({ fill: "blue" }),
        },
        element(
          "title",
          {},
          `${numberText(edges[i])} to ${numberText(edges[i + 1])}: ${numberText(count)} ${noun}`,
        ),
      )
    );
  });
  const zero = edges[0] < 0 && edges.at(-1)! > 0;
  const along: Child[] = [];
  let past = Number.NEGATIVE_INFINITY;
  for (const tick of x.ticks(6)) {
    const text = numberText(tick);
    const half = textWidth(text, 10) / 2;
    if (x(tick) - half < past + 6) continue;
    past = x(tick) + half;
    along.push(label(x(tick), floor + 14, text, { size: 10, colour: "muted", anchor: "middle" }));
  }
  return {
    width,
    height,
    content: [
      label(0, 11, heading, { size: 12, face: "bold" }),
      grid,
      element("path", {
        d: `M${LEFT} ${floor}H${width - 14}`,
        "stroke-width": 1.2,
        ...paint({ stroke: "muted", fill: "none" }),
      }),
      bars,
      zero &&
        element("path", {
          d: `M${place(x(0))} ${TOP}V${floor}`,
          "stroke-width": 1,
          "stroke-dasharray": "3 3",
          ...paint({ stroke: "muted", fill: "none" }),
        }),
      along,
      label(width - 14, floor + 30, `${axis} · up: ${noun}${logarithmic ? ", logarithmic" : ""}`, {
        size: 10,
        colour: "muted",
        anchor: "end",
      }),
    ],
  };
}

function decades(most: number): number[] {
  const ticks: number[] = [];
  for (let tick = 1; tick <= most; tick *= 10) ticks.push(tick);
  const skip = Math.ceil(ticks.length / 5);
  return ticks.filter((_tick, i) => i % skip === 0);
}

function place(value: number): number {
  return Math.round(value * 100) / 100;
}
