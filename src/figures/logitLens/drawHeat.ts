import { type Child, element } from "../core/element.js";
import { label } from "../core/label.js";
import { paint } from "../core/paint.js";
import { textWidth } from "../core/textWidth.js";
import { UNSAID } from "./buildLensModel.js";
import type { LensModel } from "./LensModel.js";
import { lensUnits } from "./lensUnits.js";
import { levelsPng } from "./levelsPng.js";

/** Bits at which a cell is empty: a probability of 1/65 536. */
export const CLIP = 16;
/** Room for the numbers of layers. */
const AXIS = 34;
/** Least width of a cell; more tokens go into bands below each other. */
const LEAST = 5;

/**
 * The map of layers (rows, the last on top) and tokens (columns, numbered), darker where the true token is likelier, with a
 * bar over the layer from which on it stays the likeliest. The map is a picture of 16 levels used as a mask, so that its
 * colour follows the page's and it stays small.
 */
export function drawHeat(
  model: LensModel,
  width: number,
  id: string,
): { readonly height: number; readonly content: Child } {
  const { tokens, layers } = model;
  const rows = layers.length;
  const room = width - AXIS;
  const bands = Math.max(1, Math.ceil(tokens / Math.floor(room / LEAST)));
  const each = Math.ceil(tokens / bands);
  const cell = Math.min(16, room / each);
  const row = Math.max(4, Math.min(12, Math.floor((bands === 1 ? 300 : 200) / rows)));
  const bits = Buffer.from(model.bits, "base64");
  const starts = lineTokens(model);
  // Browsers know `pixelated` only, the PNG renderer the attribute only, and leaves at-rules alone.
  const sharp = `@media all{#${id} image{image-rendering:pixelated}}`;
  const content: Child[] = [element("style", {}, sharp), legend()];
  let y = 34;
  for (let band = 0; band < bands; band++) {
    const from = band * each;
    const count = Math.min(each, tokens - from);
    const levels = new Uint8Array(rows * count);
    for (let r = 0; r < rows; r++) {
      for (let t = 0; t < count; t++) {
        const value = bits[r * tokens + from + t];
        // The last layer is on top.
        if (value !== UNSAID) levels[(rows - 1 - r) * count + t] = levelOf(value / 8);
      }
    }
    const picture = Buffer.from(levelsPng(count, rows, levels)).toString("base64");
    const size = { width: count * cell, height: rows * row };
    content.push(
      element(
        "g",
        { transform: `translate(${AXIS},${y})` },
        element("rect", { ...size, ...paint({ fill: "panel" }) }),
        element(
          "mask",
          { id: `${id}-m${band}`, maskUnits: "userSpaceOnUse", x: 0, y: 0, ...size },
          element("image", {
            href: `data:image/png;base64,${picture}`,
            ...size,
            preserveAspectRatio: "none",
            "image-rendering": "optimizeSpeed",
          }),
        ),
        element("rect", { ...size, mask: `url(#${id}-m${band})`, ...paint({ fill: "blue" }) }),
        element("path", {
          d: decidedPath(model, from, count),
          transform: `scale(${Math.round(cell * 1e4) / 1e4},${row})`,
          "stroke-width": String(Math.round((2 / row) * 1000) / 1000),
          ...paint({ stroke: "vermillion", fill: "none" }),
        }),
      ),
      layerLabels(layers, y, row),
      tokenTicks(from, count, cell, y + rows * row, starts),
    );
    y += rows * row + 34;
  }
  return { height: y, content };
}

/** Level 0..15 of a surprise in bits. */
function levelOf(bits: number): number {
  return Math.max(0, Math.round(15 * (1 - bits / CLIP)));
}

/** A bar on top of the deciding layer of each token. */
function decidedPath(model: LensModel, from: number, count: number): string {
  const rows = model.layers.length;
  let path = "";
  let last = -1;
  for (let t = 0; t < count; t++) {
    const at = model.truth[from + t];
    if (at < 0) continue;
    const y = rows - at;
    path += last === t - 1 && model.truth[from + last] === at ? "h1" : `M${t} ${y}h1`;
    last = t;
  }
  return path;
}

/** Small grey labels of one anchor: what they share stands on the group around them. */
function labels(
  anchor: "start" | "middle" | "end",
  items: readonly (readonly [x: number, y: number, text: string])[],
): Child {
  return element(
    "g",
    { "font-size": 9, "text-anchor": anchor, ...paint({ fill: "muted" }) },
    items.map(([x, y, text]) => element("text", { x: Math.round(x * 10) / 10, y }, text)),
  );
}

function layerLabels(layers: readonly number[], y: number, row: number): Child {
  const rows = layers.length;
  const step = Math.max(1, Math.ceil(11 / row));
  const shown = [...layers.keys()].filter(r => r === rows - 1 || (r % step === 0 && rows - 1 - r >= step));
  return labels(
    "end",
    shown.map(r => [AXIS - 5, y + (rows - 1 - r) * row + row / 2 + 3.5, String(layers[r])]),
  );
}

/** Numbers of tokens, and below them the lines that begin. */
function tokenTicks(
  from: number,
  count: number,
  cell: number,
  y: number,
  starts: ReadonlyMap<number, number>,
): Child {
  const step = [1, 2, 5, 10, 20, 50, 100].find(size => size * cell >= 30) ?? 200;
  const numbers: [number, number, string][] = [];
  const lines: [number, number, string][] = [];
  let free = 0;
  let path = "";
  for (let t = 0; t < count; t++) {
    if ((from + t) % step === 0) numbers.push([AXIS + (t + 0.5) * cell, y + 11, String(from + t)]);
    const line = starts.get(from + t);
    if (line === undefined) continue;
    const left = AXIS + t * cell;
    path += `M${Math.round(left * 10) / 10} ${y + 14}v9`;
    if (left < free) continue;
    lines.push([left + 2, y + 22, String(line)]);
    free = left + textWidth(String(line), 9) + 5;
  }
  const heads: [number, number, string][] = [[AXIS - 5, y + 11, "token"]];
  if (path !== "") heads.push([AXIS - 5, y + 22, "line"]);
  return [
    labels("end", heads),
    labels("middle", numbers),
    labels("start", lines),
    path !== "" &&
      element("path", { d: path, "stroke-width": 1, ...paint({ stroke: "line", fill: "none" }) }),
  ];
}

/** By token: the 1-based line that begins with it. */
function lineTokens(model: LensModel): Map<number, number> {
  const starts = new Map<number, number>();
  let line = 1;
  let fresh = true;
  for (const { start, end, token, special } of lensUnits(model)) {
    if (fresh && special === undefined) {
      starts.set(token, line);
      fresh = false;
    }
    const breaks = model.text.slice(start, end).match(/\r\n|[\r\n]/g)?.length ?? 0;
    if (breaks > 0) {
      line += breaks;
      fresh = true;
    }
  }
  return starts;
}

function legend(): Child {
  const steps = 16;
  const shown = [0, 4, 8, 12, 16];
  return element(
    "g",
    { transform: "translate(0,4)" },
    element("rect", { x: AXIS, width: steps * 10, height: 10, ...paint({ fill: "panel" }) }),
    Array.from({ length: steps }, (_, i) =>
      element("rect", {
        x: AXIS + i * 10,
        width: 10,
        height: 10,
        opacity: String(Math.round(((15 - i) / 15) * 1000) / 1000),
        ...paint({ fill: "blue" }),
      }),
    ),
    shown.map(bits =>
      label(
        AXIS + bits * 10,
        20,
        bits === CLIP ? "16 bits or more (p ≤ 1/65 536)" : bits === 0 ? "p = 1" : `1/${2 ** bits}`,
        {
          size: 9,
          colour: "muted",
          anchor: bits === CLIP ? undefined : "middle",
        },
      ),
    ),
    element("path", {
      d: `M${AXIS + 366} 6h14`,
      "stroke-width": 2,
      ...paint({ stroke: "vermillion", fill: "none" }),
    }),
    label(AXIS + 386, 10, "from this layer on the true token stays the likeliest", {
      size: 9,
      colour: "muted",
    }),
  );
}
