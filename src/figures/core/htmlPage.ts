import { type Child, element, markup, render } from "./element.js";
import { colourProperties } from "./paint.js";
import { FAMILY } from "./textWidth.js";

const STYLE = `${colourProperties(":root")}
:root{color-scheme:light dark}
body{margin:0 auto;padding:24px;max-width:1080px;background:var(--tb-paper);color:var(--tb-ink);font:15px/1.5 ${FAMILY.sans}}
img{max-width:100%}table{border-collapse:collapse}
a{color:var(--tb-blue)}`;

/** A whole page: no outside file, no network, light or dark as the reader asks. */
export function htmlPage(title: string, body: Child, style = ""): string {
  const head = element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("meta", { "http-equiv": "Content-Security-Policy", content: POLICY }),
    element("title", {}, title),
    element("style", {}, markup(STYLE + style)),
  );
  return `<!doctype html>\n<html lang="en">\n${render(head)}\n<body>\n${render(body)}\n</body>\n</html>\n`;
}

/** The page may run its own inline script and show its own pictures, and can reach nothing else. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
