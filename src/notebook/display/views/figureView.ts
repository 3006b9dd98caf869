import { type Child, element, markup } from "../../../figures/core/element.js";
import type { Figure } from "../../../figures/Figure.js";
import { CODE_STYLE } from "../codeListing.js";
import { oneLine, type View } from "../View.js";

/** A figure as itself. */
export function figureView(figure: Figure): View {
  return {
    line: () => oneLine(`Figure: ${figure.title}`),
    text: () => figure.toText(),
    html: () => figureMarkup(figure),
  };
}

/**
 * A figure with its text form folded away below: some sanitizers take SVG pictures out (lxml's, which nbconvert asks,
 * drops every `data:image/svg+xml`), and screen readers get more of it than an alternative text can hold.
 */
export function figureMarkup(figure: Figure): Child {
  return element(
    "div",
    {},
    markup(figure.toHTML()),
    element(
      "details",
      {},
      element("summary", {}, "As text"),
      element("pre", { style: CODE_STYLE }, figure.toText().trimEnd()),
    ),
  );
}
