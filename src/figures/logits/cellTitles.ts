import { pText } from "./format.js";
import type { LogitsModel, ShownCell, Side } from "./LogitsModel.js";
import { spelled, tokenText } from "./tokenText.js";

/** What is said of a cell when it is pointed at without scripts: `3.1%`, the p of every token it is of. */
export function cellTitle(model: LogitsModel, cell: ShownCell): string {
  const texts = model.sides.map((side, s) => {
    const [first, last] = cell.tokens[s];
    const numbers: string[] = [];
    for (let token = first; token <= last; token++)
      numbers.push(pText(2 ** -side.bits[token]).replace(" ", ""));
    const text = numbers.join() === "–" ? "no probability" : numbers.join(", ");
    return model.sides.length > 1 ? `${side.name}: ${text}` : text;
  });
  return texts.join("; ");
}

const texts = new WeakMap<Side, Buffer>();

/** Text of a token, white space to be seen; a part of a character as its bytes. */
export function ownText(side: Side, token: number): string {
  const { scored } = side.aligned;
  const bytes = texts.get(side) ?? Buffer.from(scored.text, "utf8");
  texts.set(side, bytes);
  return spelled(tokenText(bytes.subarray(scored.spans.start[token], scored.spans.end[token])));
}
