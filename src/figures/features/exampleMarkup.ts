import { type Child, element, escapeText, type Markup, markup } from "../core/element.js";
import { type CutExample, cutExample } from "./cutExample.js";
import { type ExamplePiece, exampleRows } from "./exampleRows.js";
import { exampleWords } from "./exampleWords.js";
import type { PageExample } from "./PageExample.js";
import type { PageScale } from "./PageModel.js";
import { shadeOfToken, tokenNumber } from "./pageScale.js";

/** An example as HTML: what it is, and the code in its layout; numbers, marks and outline stay when styles are dropped. */
export function exampleMarkup(given: PageExample, scale: PageScale): Child {
  const example = cutExample(given);
  const { place, number, token, node, state } = exampleWords(example, scale);
  const value = example.tokens[example.peak]?.value;
  return element(
    "div",
    { class: "ex", "data-v": value === undefined ? undefined : String(value) },
    element(
      "p",
      { class: "cap" },
      number !== "" && [element("b", {}, number), " on ", element("code", {}, token), " · "],
      place,
      node !== "" && [" · ", element("u", {}, node)],
      state !== "" && ` · ${state}`,
    ),
    example.before > 0 && leftOut(example.before, "before"),
    codeMarkup(example, scale),
    example.after > 0 && leftOut(example.after, "more"),
  );
}

function leftOut(lines: number, where: string): Child {
  return element("p", { class: "muted" }, `… ${lines} ${where}`);
}

function codeMarkup(example: CutExample, scale: PageScale): Markup {
  const rows = exampleRows(example);
  const digits = String(rows.at(-1)!.line).length;
  const lines = rows.map(({ line, pieces }) => {
    let out = `<b class="n">${String(line).padStart(digits)} </b>`;
    let open = false;
    for (const piece of pieces) {
      if (piece.node !== open) out += open ? "</u>" : "<u>";
      open = piece.node;
      out += pieceMarkup(piece, example, scale);
    }
    return open ? `${out}</u>` : out;
  });
  return markup(`<pre class="code">${lines.join("\n")}</pre>`);
}

function pieceMarkup({ text, token }: ExamplePiece, { tokens, peak }: CutExample, scale: PageScale): string {
  if (token < 0) return escapeText(text);
  const tag = token === peak ? "mark" : "i";
  const title = escapeText(tokenNumber(scale, tokens[token]));
  return `<${tag} class="h${shadeOfToken(scale, tokens[token])}" title="${title}">${escapeText(text)}</${tag}>`;
}
