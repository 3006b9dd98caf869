import { markup } from "../../../figures/core/element.js";
import type { Figure } from "../../../figures/Figure.js";
import { oneLine, type View } from "../View.js";

/** A figure as itself. */
export function figureView(figure: Figure): View {
  return {
    line: () => oneLine(`Figure: ${figure.title}`),
    text: () => figure.toText(),
    html: () => markup(figure.toHTML()),
  };
}
