import { type Child, element } from "../core/element.js";
import { spelled } from "../logits/tokenText.js";
import { numberText } from "./numberText.js";
import type { PageLogit, PageLogits } from "./PageNumbers.js";

/** Greatest weight by size: where bars end. */
export function greatestWeight({ top, bottom }: PageLogits): number {
  return Math.max(0, ...[...top, ...bottom].map(({ weight }) => Math.abs(weight)));
}

/** Tokens raised and lowered most, as bars with their numbers. */
export function logitMarkup(logits: PageLogits): Child {
  const most = greatestWeight(logits);
  return element(
    "div",
    { class: "pair" },
    bars("Raises most", logits.top, most),
    bars("Lowers most", logits.bottom, most),
  );
}

function bars(heading: string, list: readonly PageLogit[], most: number): Child {
  const rows = list.map(({ token, weight }) =>
    element(
      "tr",
      {},
      element("td", {}, element("code", {}, shownToken(token))),
      element("td", { align: "right" }, signedWeight(weight)),
      element(
        "td",
        { class: "weight" },
        element("b", {
          class: weight < 0 ? "down" : "up",
          style: `width:${most > 0 ? Math.round((1000 * Math.abs(weight)) / most) / 10 : 0}%`,
        }),
      ),
    ),
  );
  return element(
    "table",
    {},
    element("caption", {}, heading),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        ["token", "logit", ""].map((head, i) =>
          element("th", { scope: "col", align: i === 1 ? "right" : "left" }, head),
        ),
      ),
    ),
    element("tbody", {}, rows),
  );
}

/** A token of the vocabulary as people read it: spaces, line ends and tabs to be seen, cut where it is long. */
export function shownToken(token: string): string {
  const cut = token.length > 40 ? `${token.slice(0, 39)}…` : token;
  return cut === "" ? "(empty)" : spelled(cut.replace(/\r\n?/g, "\n"));
}

/** `+1.2`, `−0.4`, `0`. */
export function signedWeight(weight: number): string {
  return `${weight > 0 ? "+" : ""}${numberText(weight)}`;
}
