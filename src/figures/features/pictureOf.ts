import { element, type Markup, render } from "../core/element.js";
import { darkRules, paint } from "../core/paint.js";
import type { Drawing } from "../core/svgDocument.js";
import { FAMILY } from "../core/textWidth.js";

/**
 * A drawing as a picture inside of a page, on its own ground, light or dark as the reader asks; `alt` says what it shows. It is a document
 * of its own to a browser, so that the page's text does not wait for it (`loading`); printing and browsers without scripts do.
 */
export function pictureOf(id: string, { width, height, content }: Drawing, alt: string): Markup {
  const svg = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      id,
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      "font-family": FAMILY.sans,
    },
    element("style", {}, { markup: darkRules(id) }),
    element("rect", { width, height, ...paint({ fill: "paper" }) }),
    content,
  );
  return element("img", {
    src: `data:image/svg+xml;base64,${Buffer.from(render(svg)).toString("base64")}`,
    alt,
    width,
    height,
    loading: "lazy",
    style: "max-width:100%;height:auto",
  });
}
