import type { Provenance } from "../Figure.js";
import { type Child, element, render } from "./element.js";
import { darkRules, paint } from "./paint.js";
import { provenanceLine } from "./provenanceLine.js";
import { FAMILY, wrapText } from "./textWidth.js";

/** A picture without its frame: pixel size and content. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly content: Child;
}

const NOTE_SIZE = 9;
const NOTE_LINE = 12;
const MARGIN = 16;

/**
 * Puts a drawing on its own ground, so that it can be read on light and dark pages, with title and
 * description for screen readers and the provenance as metadata and as a line at the bottom.
 */
export function svgDocument(
  id: string,
  drawing: Drawing,
  about: { readonly title: string; readonly description: string; readonly provenance: Provenance },
): string {
  const notes = wrapText(provenanceLine(about.provenance), drawing.width - 2 * MARGIN, NOTE_SIZE);
  const height = drawing.height + notes.length * NOTE_LINE + 10;
  const svg = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      id,
      width: drawing.width,
      height,
      viewBox: `0 0 ${drawing.width} ${height}`,
      role: "img",
      "aria-labelledby": `${id}-title ${id}-description`,
      "font-family": FAMILY.sans,
    },
    element("title", { id: `${id}-title` }, about.title),
    element("desc", { id: `${id}-description` }, about.description),
    element("metadata", {}, JSON.stringify(about.provenance)),
    element("style", {}, darkRules(id)),
    element("rect", { width: drawing.width, height, ...paint({ fill: "paper" }) }),
    drawing.content,
    notes.map((line, i) =>
      element(
        "text",
        {
          x: MARGIN,
          y: drawing.height + 8 + i * NOTE_LINE,
          "font-size": NOTE_SIZE,
          ...paint({ fill: "muted" }),
        },
        line,
      ),
    ),
  );
  return `${render(svg)}\n`;
}
