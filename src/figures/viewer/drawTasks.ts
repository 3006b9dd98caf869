import { scaleLinear, symbol, symbolCircle, symbolTriangle } from "d3";
import { type Child, element } from "../core/element.js";
import { paint, SERIES } from "../core/paint.js";
import { fitText, textWidth } from "../core/textWidth.js";
import { visibleText } from "../core/visibleText.js";
import type { Block } from "./drawSource.js";
import { frameName } from "./modelState.js";
import type { ViewerModel } from "./ViewerModel.js";

const LANE = 20;
const MAX_LANES = 20;
const CALL = 17;
const MAX_DEPTH = 10;

/** Place of the begin of a step, counted from 0. */
type Axis = (step: number) => number;

function stepAxis(
  model: ViewerModel,
  left: number,
  right: number,
): { readonly at: Axis; readonly ticks: readonly number[] } {
  // In numbers as people see them: steps count from 1.
  const scale = scaleLinear()
    .domain([1, model.steps.length + 1])
    .range([left, right]);
  const ticks = scale.ticks(8).filter(tick => Number.isInteger(tick) && tick <= model.steps.length);
  if (ticks[0] !== 1 && scale(ticks[0] ?? 2) - left > 24) ticks.unshift(1);
  return { at: step => scale(step + 1), ticks };
}

function drawAxis(at: Axis, ticks: readonly number[], top: number, bottom: number): Child {
  return ticks.map(tick => [
    element("path", {
      d: `M${round(at(tick - 1))},${top}V${bottom}`,
      "stroke-width": 0.7,
      ...paint({ stroke: "line", fill: "none" }),
    }),
    element(
      "text",
      {
        x: at(tick - 1),
        y: bottom + 12,
        "font-size": 9,
        "text-anchor": "middle",
        ...paint({ fill: "muted" }),
      },
      String(tick),
    ),
  ]);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function heading(x: number, text: string): Child {
  return element(
    "text",
    { x, y: 12, "font-size": 12, "font-weight": "bold", ...paint({ fill: "ink" }) },
    text,
  );
}

/** Tasks as lanes over steps: bars while they run, dashes while they wait, circles at awaits, triangles at resumes. */
export function drawLanes(model: ViewerModel, x: number, width: number): Block {
  const lanes = model.lanes.slice(0, MAX_LANES);
  const names = lanes.map(lane => fitText(lane.name, 190, 10));
  const left = x + Math.max(...names.map(name => textWidth(name, 10))) + 12;
  const { at, ticks } = stepAxis(model, left, x + width);
  const top = 38;
  const bottom = top + lanes.length * LANE;
  const rows = lanes.map((lane, i) => {
    const y = top + i * LANE + LANE / 2;
    const colour = SERIES[i % SERIES.length];
    return [
      element("text", { x, y: y + 3.5, "font-size": 10, ...paint({ fill: "ink" }) }, names[i]),
      lane.waits.map(([from, to]) =>
        element("path", {
          d: `M${round(at(from + 1))},${y}H${round(at(to < 0 ? model.steps.length : to))}`,
          "stroke-width": 1.4,
          "stroke-dasharray": "2 3",
          ...paint({ stroke: colour, fill: "none" }),
        }),
      ),
      lane.runs.map(([from, to]) =>
        element("rect", {
          x: at(from),
          y: y - 5.5,
          width: Math.max(1, at(to) - at(from)),
          height: 11,
          rx: 1.5,
          ...paint({ fill: colour }),
        }),
      ),
      lane.waits.map(([from, to]) => [
        mark(symbolCircle, at(from + 1), y, 30, 0, colour),
        to >= 0 && mark(symbolTriangle, at(to), y, 30, 90, colour),
      ]),
    ];
  });
  const left_out = model.lanes.length - lanes.length;
  const key = `bar: runs · dashes: waits · ○ await · ▷ resume${left_out > 0 ? ` · ${left_out} more tasks are not drawn` : ""}`;
  return {
    height: bottom + 20,
    content: [
      heading(x, "Tasks over steps"),
      element("text", { x, y: 27, "font-size": 9, ...paint({ fill: "muted" }) }, key),
      drawAxis(at, ticks, top - 4, bottom),
      rows,
    ],
  };
}

function mark(
  shape: typeof symbolCircle,
  x: number,
  y: number,
  size: number,
  turn: number,
  colour: (typeof SERIES)[number],
): Child {
  return element("path", {
    d: symbol(shape, size).digits(2)()!,
    transform: `translate(${round(x)},${round(y)})${turn === 0 ? "" : ` rotate(${turn})`}`,
    "stroke-width": 1.4,
    ...paint({ fill: "paper", stroke: colour }),
  });
}

/** One stay of an activation on the stack. */
interface Stay {
  readonly frame: number;
  readonly depth: number;
  readonly from: number;
  to: number;
}

/** Stays of activations on the stack, in order of their begin. */
export function callStays(model: ViewerModel): Stay[] {
  const stays: Stay[] = [];
  let open: Stay[] = [];
  model.steps.forEach(([, , , , keep, push], i) => {
    open = open.slice(0, keep);
    for (const frame of push) {
      const stay: Stay = { frame, depth: open.length, from: i, to: i };
      open.push(stay);
      stays.push(stay);
    }
    for (const stay of open) stay.to = i + 1;
  });
  return stays;
}

/** Name of a call if it fits, else of its function, else nothing. */
function callLabel(model: ViewerModel, frame: number, room: number): string {
  const names = [frameName(model, frame), model.functions[model.frames[frame][0]][0]].map(visibleText);
  return names.find(name => textWidth(name, 9.5) <= room) ?? "";
}

/** Activations as boxes over steps, callers above what they call. */
export function drawCalls(model: ViewerModel, x: number, width: number): Block {
  const stays = callStays(model);
  const depth = Math.min(MAX_DEPTH, Math.max(...stays.map(stay => stay.depth)) + 1);
  const { at, ticks } = stepAxis(model, x, x + width);
  const top = 22;
  const bottom = top + depth * CALL;
  const deeper = stays.filter(stay => stay.depth >= MAX_DEPTH).length;
  const boxes = stays
    .filter(stay => stay.depth < MAX_DEPTH)
    .map(stay => {
      const room = at(stay.to) - at(stay.from);
      const colour = SERIES[model.frames[stay.frame][0] % SERIES.length];
      const y = top + stay.depth * CALL;
      const name = callLabel(model, stay.frame, room - 8);
      return [
        element("rect", {
          x: at(stay.from),
          y,
          width: Math.max(0.6, room - 0.8),
          height: CALL - 2,
          rx: 2,
          "fill-opacity": 0.18,
          "stroke-width": 0.8,
          ...paint({ fill: colour, stroke: colour }),
        }),
        name !== "" &&
          element(
            "text",
            { x: at(stay.from) + 4, y: y + 11, "font-size": 9.5, ...paint({ fill: "ink" }) },
            name,
          ),
      ];
    });
  const title = `Calls over steps${deeper > 0 ? ` (${deeper} calls deeper than ${MAX_DEPTH} are not drawn)` : ""}`;
  return { height: bottom + 20, content: [drawAxis(at, ticks, top - 4, bottom), heading(x, title), boxes] };
}
