import type { Child } from "./element.js";
import { label } from "./label.js";
import { wrapText } from "./textWidth.js";
import { visibleText } from "./visibleText.js";

/** What stands above a picture: its title, and lines about it. */
export interface Head {
  readonly title: string;
  readonly lines: readonly string[];
}

/** A picture's head, wrapped between margins, and where what comes below may begin. */
export function headLines(
  { title, lines }: Head,
  { margin, width }: { readonly margin: number; readonly width: number },
): { readonly content: Child[]; readonly y: number } {
  const inner = width - 2 * margin;
  const content: Child[] = [];
  let y = margin;
  for (const line of wrapText(visibleText(title), inner, 15, "bold")) {
    y += 18;
    content.push(label(margin, y, line, { size: 15, face: "bold" }));
  }
  y += 4;
  for (const line of lines.flatMap(text => wrapText(visibleText(text), inner, 10.5))) {
    y += 15;
    content.push(label(margin, y, line, { size: 10.5, colour: "muted" }));
  }
  return { content, y };
}
