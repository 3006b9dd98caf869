import { spelled } from "../logits/tokenText.js";
import type { CutExample } from "./cutExample.js";
import type { PageScale } from "./PageModel.js";
import { tokenNumber } from "./pageScale.js";

/** Characters of a token in a sentence. */
const TOKEN = 40;

/** The parts of the line above an example. */
export interface ExampleWords {
  readonly place: string;
  readonly number: string;
  readonly token: string;
  readonly node: string;
  readonly state: string;
}

/** Where an example is, what fires how strongly, in which node, and what the run says there. */
export function exampleWords(example: CutExample, scale: PageScale): ExampleWords {
  const { program, peak, tokens, text, firstLine, node, state = "" } = example;
  const token = tokens[peak];
  if (token === undefined) return { place: program, number: "", token: "", node: "", state };
  const shown = text.slice(token.start, token.end);
  // A token that begins with a line end is on the line behind it.
  const begin = token.start + (shown.length - shown.trimStart().length);
  const line = firstLine + (text.slice(0, begin).match(/\r\n|[\n\r]/g)?.length ?? 0);
  const cut = shown.length > TOKEN ? `${shown.slice(0, TOKEN - 1)}…` : shown;
  return {
    place: `${program}, line ${line}`,
    number: tokenNumber(scale, token),
    token: spelled(cut.replace(/\r\n?/g, "\n")),
    node: node === undefined ? "" : node.field === undefined ? node.type : `${node.type} (${node.field})`,
    state,
  };
}
