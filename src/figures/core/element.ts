import { visibleText } from "./visibleText.js";

/** Finished markup. A plain string among children is text and gets escaped; only this is put in as it is. */
export interface Markup {
  readonly markup: string;
}

/** What may stand inside an element; `undefined` and `false` are left out. */
export type Child = Markup | string | number | undefined | false | readonly Child[];

/** Attribute values; numbers are rounded to two decimals, `undefined` and `false` are left out, `true` is `name="name"`. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Elements of HTML that must not be closed by `/>` when they are empty. */
const PAIRED: ReadonlySet<string> = new Set(
  "a b button caption code details div em h1 h2 h3 h4 i label li mark p pre script section select span strong style summary table tbody td th thead title tr ul".split(
    " ",
  ),
);

/** Escapes text for element content and quoted attributes of XML and HTML, and makes invisible characters visible. */
export function escapeText(text: string): string {
  // Most texts have nothing to escape, and pages of code have thousands of them.
  if (/^[ !#-%'-;=?-~]*$/.test(text)) return text;
  return visibleText(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

/** A number as it stands in SVG: at most two decimals, no exponent, no `-0`. Throws on NaN and infinities. */
export function coordinate(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a coordinate: ${value}`);
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}

/** Children as markup text. */
export function render(child: Child): string {
  if (child === undefined || child === false) return "";
  if (typeof child === "string") return escapeText(child);
  if (typeof child === "number") return coordinate(child);
  if ("markup" in child) return child.markup;
  return child.map(render).join("");
}

/** Marks a string as finished markup. Only for what {@link render} made or for constants of this library. */
export function markup(text: string): Markup {
  return { markup: text };
}

/**
 * An element of XML or HTML: attributes in the order given, everything escaped. The result is well-formed
 * XML in both cases, and valid HTML for the elements the figures use.
 */
export function element(name: string, attributes: Attributes = {}, ...children: Child[]): Markup {
  let text = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    const shown = value === true ? key : typeof value === "number" ? coordinate(value) : escapeText(value);
    // Line feeds in attributes would be read back as spaces.
    text += ` ${key}="${shown.replace(/\n/g, "&#10;")}"`;
  }
  const inside = render(children);
  if (inside === "" && !PAIRED.has(name)) return { markup: `${text}/>` };
  return { markup: `${text}>${inside}</${name}>` };
}
