import type { Figure } from "../Figure.js";
import { element, markup } from "./element.js";
import { libraryScript } from "./enhancerScript.js";
import { htmlPage } from "./htmlPage.js";

/** One page with several figures under a heading; a library that several of them need is in it once. */
export function figuresPage(title: string, figures: readonly Figure[]): string {
  const library = libraryScript("chart.js");
  const fragments = figures.map(figure => figure.toHTML());
  const shared = fragments.some(html => html.includes(library)) ? library : "";
  return htmlPage(title, [
    element("h1", { style: "font-size:22px" }, title),
    markup(shared),
    fragments.map(html =>
      element("section", { style: "margin:0 0 28px" }, markup(html.replaceAll(library, ""))),
    ),
  ]);
}
