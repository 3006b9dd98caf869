/** A completion with what is no answer blanked out. */
export interface Bared {
  /** Of the same length as the completion; offsets and line ends stay. */
  readonly text: string;
  /** A thought was opened and never closed: the completion was cut off before its answer. */
  readonly cutOff: boolean;
}

const NAMES = "think(?:ing)?|thoughts?|reasoning|reflection|scratchpad|analysis|seed:think";
/** A tag in quotes or in a code span is talked about, not used. */
const OPEN = new RegExp(`(?<!["'\`])(?:<(${NAMES})>|\\[THOUGHT\\]|◁think▷|<\\|begin_of_thought\\|>)`, "gi");
const CLOSE = new RegExp(`</(?:${NAMES})>|\\[/THOUGHT\\]?|◁/think▷|<\\|end_of_thought\\|>`, "gi");

/** The model's turn is over, or somebody else's begins. */
const TURN_END =
  /<\|(?:im_end|endoftext|eot_id|eom_id|end|return|end_of_text|end_of_turn|endofassistant)\|>|<\/s>(?=\s|<|\[|$)|<(?:end_of_turn|eos)>|<｜end▁of▁sentence｜>|(?:<\|im_start\|>|<start_of_turn>)(?:user|system)\b|<\|start_header_id\|>(?:user|system)\b|<\|(?:user|system)\|>|\[INST\]/g;
const ANSWERER =
  /<\|im_start\|>assistant\b|<start_of_turn>model\b|<\|start_header_id\|>assistant<\|end_header_id\|>|<\|assistant\|>|<\|start\|>assistant\b|\[\/INST\]/g;
const SPECIAL =
  /<\|(?:im_start|im_sep|start_header_id|end_header_id|begin_of_text|begin_of_solution|end_of_solution|start|channel|message|constrain|user|system|tool)\|>|<s>(?=\s|$)|<(?:bos|pad)>/g;
/** The channel that holds the answer where a model has several. */
const FINAL = /<\|channel\|>final\s*(?:<\|constrain\|>\w+)?<\|message\|>/g;
const CHANNEL = /<\|channel\|>\w+/;

/**
 * Blanks thoughts, special tokens and all that follows the end of the model's turn. What stands before a
 * closing tag without an opening one is a thought that began in the prompt.
 */
export function withoutThoughts(completion: string): Bared {
  const final = lastEnd(FINAL, completion);
  if (final >= 0) return { text: turn(blank(completion, [[0, final]])), cutOff: false };
  const thoughts: [number, number][] = [];
  let cutOff = false;
  let at = 0;
  const first = search(OPEN, completion, 0);
  const early = search(CLOSE, completion, 0);
  if (early !== undefined && (first === undefined || early.index < first.index)) {
    at = early.index + early[0].length;
    thoughts.push([0, at]);
  }
  for (let open = search(OPEN, completion, at); open !== undefined; open = search(OPEN, completion, at)) {
    const close = search(CLOSE, completion, open.index + open[0].length);
    cutOff = close === undefined;
    at = close === undefined ? completion.length : close.index + close[0].length;
    thoughts.push([open.index, at]);
  }
  // A second closing tag: the thought was longer than its first one.
  const stray = lastEnd(CLOSE, completion.slice(at));
  if (stray >= 0) thoughts.push([0, at + stray]);
  cutOff ||= CHANNEL.test(completion);
  return { text: turn(blank(completion, thoughts)), cutOff };
}

/** The first turn that says something. */
function turn(text: string): string {
  const asked: [number, number][] = [];
  let from = 0;
  // An echo of the prompt, up to where the answer begins.
  const lead = search(TURN_END, text, 0);
  if (lead !== undefined && text.slice(0, lead.index).trim() === "" && !/end|<\/s>/.test(lead[0])) {
    const answer = search(ANSWERER, text, lead.index);
    from = answer === undefined ? text.length : answer.index + answer[0].length;
    asked.push([0, from]);
  }
  for (const answerer of text.matchAll(ANSWERER))
    asked.push([answerer.index, answerer.index + answerer[0].length]);
  const own = blank(text, asked);
  for (let end = search(TURN_END, own, from); end !== undefined; end = search(TURN_END, own, from)) {
    if (/\S/.test(own.slice(from, end.index))) {
      return special(blank(own, [[end.index, own.length]]));
    }
    from = end.index + end[0].length;
  }
  return special(own);
}

function special(text: string): string {
  return text.replace(SPECIAL, blanks).replace(TURN_END, blanks);
}

/** The text with blanks over some ranges; line ends stay. */
export function blank(text: string, ranges: readonly (readonly [number, number])[]): string {
  if (ranges.length === 0) return text;
  let out = "";
  let at = 0;
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (end <= at) continue;
    out += text.slice(at, Math.max(at, start)) + blanks(text.slice(Math.max(at, start), end));
    at = end;
  }
  return out + text.slice(at);
}

function blanks(part: string): string {
  return part.replace(/[^\n]+/g, run => " ".repeat(run.length));
}

function search(expression: RegExp, text: string, from: number): RegExpExecArray | undefined {
  expression.lastIndex = from;
  return expression.exec(text) ?? undefined;
}

/** End of the last match, -1 when there is none. */
function lastEnd(expression: RegExp, text: string): number {
  let end = -1;
  for (const match of text.matchAll(expression)) end = match.index + match[0].length;
  return end;
}
