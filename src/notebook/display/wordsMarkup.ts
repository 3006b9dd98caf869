import { type Child, element, type Markup } from "../../figures/core/element.js";

/** The wording of a question: its first line is what is asked, the others are the conventions of the answer. */
export function wordsMarkup(words: string): Markup {
  const [first, ...rest] = words.split("\n");
  return element(
    "div",
    {},
    element("p", {}, element("strong", {}, "Question: "), withCode(first)),
    rest.map(line => element("p", {}, withCode(line))),
  );
}

/** Text with what stands between runs of back-ticks as code. */
function withCode(text: string): Child[] {
  const parts: Child[] = [];
  let at = 0;
  for (const found of text.matchAll(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/g)) {
    const [whole, fence, code] = found;
    // Two back-ticks and more are set off by spaces.
    const inside = fence.length > 1 ? code.replace(/^ (.*) $/, "$1") : code;
    parts.push(text.slice(at, found.index), element("code", {}, inside));
    at = found.index + whole.length;
  }
  return [...parts, text.slice(at)];
}
