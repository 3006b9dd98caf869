import { columnsOf } from "../core/columnsOf.js";
import { type Child, element } from "../core/element.js";
import { label } from "../core/label.js";
import { type Colour, paint } from "../core/paint.js";
import { FAMILY } from "../core/textWidth.js";
import type { CodeBox, CodeRows } from "./codeRows.js";

const SIZE = 11;
/** Advance of a character of the shipped fixed-width face at that size. */
export const ADVANCE: number = (SIZE * 1233) / 2048;
const ROW = 17;
/** Shades of a ground, the last the strongest: beyond, text on it would be hard to read. */
export const SHADES = 8;
const STRONGEST = 0.55;

/** How a unit looks: shade 0..{@link SHADES} of its ground, a mark by its kind, or nothing. */
export interface UnitLook {
  readonly shade?: number;
  readonly mark?: "never" | "none" | "chosen";
}

/** Opacity of a shade. */
export function shadeOpacity(shade: number): number {
  return Math.round((STRONGEST * shade * 1000) / SHADES) / 1000;
}

/** Lines of boxes as one path in columns and rows; runs on one line that touch are one. */
function boxPath(boxes: readonly CodeBox[], y: number): string {
  let path = "";
  let open: { row: number; from: number; to: number } | undefined;
  const close = (): void => {
    if (open !== undefined) path += `M${open.from} ${open.row + y}h${open.to - open.from}`;
  };
  for (const { row, column, columns } of boxes) {
    if (open !== undefined && open.row === row && open.to === column) {
      open.to += columns;
      continue;
    }
    close();
    open = { row, from: column, to: column + columns };
  }
  close();
  return path;
}

const MARKS: Readonly<
  Record<"never" | "none" | "chosen", { readonly colour: Colour; readonly dashes?: string }>
> = {
  never: { colour: "vermillion" },
  none: { colour: "grey", dashes: "0.25 0.25" },
  chosen: { colour: "ink" },
};

/**
 * A text as it is, line by line with numbers, on grounds by the look of each unit: shades of blue (the stronger, the
 * more), a red line below `never`, a dotted grey one below `none`, a frame in ink around `chosen`.
 */
export function drawCode(
  layout: CodeRows,
  look: (unit: number) => UnitLook,
): { readonly height: number; readonly content: Child } {
  const gutter = gutterOf(layout);
  const shades = new Map<number, CodeBox[]>();
  const marked = new Map<"never" | "none" | "chosen", CodeBox[]>();
  for (const box of layout.boxes) {
    const { shade = 0, mark } = look(box.unit);
    if (shade > 0) push(shades, shade, box);
    if (mark !== undefined) push(marked, mark, box);
  }
  const grounds = [...shades]
    .sort(([a], [b]) => a - b)
    .map(([shade, boxes]) =>
      element("path", {
        d: boxPath(boxes, 0.5),
        opacity: String(shadeOpacity(shade)),
        "stroke-width": "0.92",
        ...paint({ stroke: "blue", fill: "none" }),
      }),
    );
  const lines = (["never", "none"] as const).map(kind => {
    const boxes = marked.get(kind);
    if (boxes === undefined) return undefined;
    const { colour, dashes } = MARKS[kind];
    return element("path", {
      d: boxPath(boxes, 0.93),
      "stroke-width": kind === "never" ? "0.14" : "0.1",
      "stroke-dasharray": dashes,
      ...paint({ stroke: colour, fill: "none" }),
    });
  });
  const frames = (marked.get("chosen") ?? []).map(({ row, column, columns }) =>
    element("rect", {
      x: column * ADVANCE - 1,
      y: row * ROW + 1,
      width: columns * ADVANCE + 2,
      height: ROW - 2,
      rx: 2,
      "stroke-width": 1.8,
      ...paint({ stroke: "ink", fill: "none" }),
    }),
  );
  const scaled = `translate(${round(gutter)},0) scale(${round(ADVANCE)},${ROW})`;
  // What all lines share stands on the groups around them: a file of many lines is mostly text.
  const numbers = layout.rows.map((_row, i) =>
    element("text", { x: gutter - 8, y: i * ROW + 12.5 }, String(i + 1)),
  );
  const texts = layout.rows.map((row, i) => {
    const width = columnsOf(row);
    return (
      width > 0 && // Browsers do not take xml:space from the group.
      element(
        "text",
        { x: gutter, y: i * ROW + 12.5, textLength: width * ADVANCE, "xml:space": "preserve" },
        row,
      )
    );
  });
  const rest =
    layout.left > 0 &&
    label(gutter, layout.rows.length * ROW + 12.5, `${layout.left} more lines are not drawn here.`, {
      size: 9.5,
      colour: "muted",
    });
  return {
    height: (layout.rows.length + (layout.left > 0 ? 1 : 0)) * ROW + 4,
    content: [
      element("g", { transform: scaled }, grounds, lines),
      frames.length > 0 && element("g", { transform: `translate(${round(gutter)},0)` }, frames),
      element("g", { "font-size": 10, "text-anchor": "end", ...paint({ fill: "muted" }) }, numbers),
      element("g", { "font-family": FAMILY.mono, "font-size": SIZE, ...paint({ fill: "ink" }) }, texts),
      rest,
    ],
  };
}

/** Width of the line numbers. */
export function gutterOf(layout: { readonly rows: readonly string[] }): number {
  return String(layout.rows.length).length * 6.1 + 16;
}

function push<K>(map: Map<K, CodeBox[]>, key: K, box: CodeBox): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [box]);
  else known.push(box);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
