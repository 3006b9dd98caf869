/** A part of a completion in which an answer is looked for. UTF-16 offsets, end exclusive. */
export interface Region {
  readonly start: number;
  readonly end: number;
  /** The completion says that this is the answer: by a tag, a label or a box. Then nothing else is looked at. */
  readonly explicit: boolean;
}

/** Where the answer of a completion may stand, best first. */
export interface Regions {
  /** The completion with thoughts and end-of-text tokens blanked out; the same length. */
  readonly text: string;
  readonly regions: readonly Region[];
  /** A thought was opened and never closed: the completion was cut off. */
  readonly cutOff: boolean;
}

const THOUGHT = /<(think|thinking|thought|reasoning)>|\[(THOUGHT)\]/gi;
const SPECIAL = /<\|[^|>\n]{1,40}\|>|<\/s>|<end_of_turn>|<eos>/g;
/** A label at the start of a line, whatever Markdown stands around it. */
const LABEL =
  /(?:^|\n)[ \t>#*_\-`]{0,20}(?:(?:the|my)\s+)?(?:(?:final|correct)\s+)?answer\s*(?:is\s*)?[*_`]*\s*:[*_]*/gi;
/** The same in running text; weaker, so only without a label. */
const PHRASE = /\b(?:final\s+)?answer\s+(?:is|would be|should be)\s*:?/gi;
const OPEN_TAG = /\[ANSWER\]|<answer>/gi;
const CLOSE_TAG = /\[\/ANSWER|<\/answer/gi;

/**
 * Finds where a completion may hold its answer: the last `[ANSWER]` tag that is not empty, else the last
 * `\boxed{}`, else the last label such as `Answer:`, else the phrase "the answer is", else (not explicit) the last
 * fenced block, the whole text, its last line, its first line, the last code span.
 */
export function answerRegions(completion: string): Regions {
  const { text, cutOff } = maskThoughts(completion);
  const explicit = tagged(text) ?? boxed(text) ?? labelled(text, LABEL) ?? labelled(text, PHRASE);
  return { text, cutOff, regions: explicit === undefined ? implicit(text) : [explicit] };
}

/** Same length, blanks for what is no answer; line ends stay. */
function maskThoughts(completion: string): { text: string; cutOff: boolean } {
  let text = completion;
  let cutOff = false;
  const blank = (start: number, end: number): void => {
    text = text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, " ") + text.slice(end);
  };
  // A closing tag without an opening one: the opening one stood in the prompt.
  const early = /<\/(?:think|thinking|thought|reasoning)>|\[\/THOUGHT\]/i.exec(text);
  const first = text.search(/<(?:think|thinking|thought|reasoning)>|\[THOUGHT\]/i);
  if (early !== null && (first < 0 || early.index < first)) blank(0, early.index + early[0].length);
  let blankTo = 0;
  for (const open of [...text.matchAll(THOUGHT)]) {
    if (open.index < blankTo) continue;
    const name = open[1] ?? open[2];
    const close = new RegExp(open[1] === undefined ? `\\[/${name}\\]?` : `</${name}>`, "i");
    const found = close.exec(text.slice(open.index));
    const end = found === null ? text.length : open.index + found.index + found[0].length;
    cutOff ||= found === null;
    blank(open.index, end);
    blankTo = end;
  }
  return { text: text.replace(SPECIAL, token => " ".repeat(token.length)), cutOff };
}

function tagged(text: string): Region | undefined {
  const closes = [...text.matchAll(CLOSE_TAG)].map(match => match.index);
  const opens = [...text.matchAll(OPEN_TAG)].map(match => match.index + match[0].length);
  // The opening tag may stand in the prompt.
  if (opens.length === 0 && closes.length > 0) opens.push(0);
  for (const start of opens.reverse()) {
    const end = closes.find(close => close >= start) ?? text.length;
    if (text.slice(start, end).trim() !== "") return { start, end, explicit: true };
  }
  return undefined;
}

function boxed(text: string): Region | undefined {
  const at = text.lastIndexOf("\\boxed{");
  if (at < 0) return undefined;
  const start = at + "\\boxed{".length;
  let depth = 1;
  for (let end = start; end < text.length; end++) {
    if (text[end] === "{") depth++;
    else if (text[end] === "}" && --depth === 0) return { start, end, explicit: true };
  }
  return undefined;
}

function labelled(text: string, label: RegExp): Region | undefined {
  const starts = [...text.matchAll(label)].map(match => match.index + match[0].length);
  for (const start of starts.reverse()) {
    if (text.slice(start).replace(/[\s*_]/g, "") !== "") return { start, end: text.length, explicit: true };
  }
  return undefined;
}

function implicit(text: string): Region[] {
  const regions: Region[] = [];
  const add = (start: number, end: number): void => {
    if (text.slice(start, end).trim() !== "") regions.push({ start, end, explicit: false });
  };
  const fence = fences(text).at(-1);
  if (fence !== undefined) add(fence.start, fence.end);
  add(0, text.length);
  const lines = [...text.matchAll(/[^\n]+/g)].filter(line => line[0].trim() !== "");
  const last = lines.at(-1);
  if (last !== undefined) add(last.index, last.index + last[0].length);
  if (lines.length > 1) add(lines[0].index, lines[0].index + lines[0][0].length);
  const code = [...text.matchAll(/`([^`\n]+)`/g)].at(-1);
  if (code !== undefined) add(code.index + 1, code.index + 1 + code[1].length);
  return regions;
}

/** Contents of the fenced blocks of a text; a fence that is never closed runs to the end. */
export function fences(text: string): readonly { readonly start: number; readonly end: number }[] {
  const marks = [...text.matchAll(/^[ \t]*(`{3,}|~{3,})[^\n`]*$/gm)];
  const found: { start: number; end: number }[] = [];
  for (let i = 0; i < marks.length; i++) {
    const open = marks[i];
    const start = Math.min(text.length, open.index + open[0].length + 1);
    const close = marks
      .slice(i + 1)
      .find(mark => mark[0].trim().startsWith(open[1]) && /^\s*[`~]+\s*$/.test(mark[0]));
    found.push({ start, end: close?.index ?? text.length });
    if (close === undefined) break;
    i = marks.indexOf(close);
  }
  return found;
}

/**
 * Narrows a region to what Markdown leaves of it: the content of a fence it begins with, without blanks,
 * emphasis and quotes of the Markdown kind around it.
 */
export function narrow(text: string, region: Region): Region {
  let { start, end } = region;
  const trim = (): void => {
    while (start < end && /\s/.test(text[start])) start++;
    while (end > start && /\s/.test(text[end - 1])) end--;
  };
  trim();
  const fence = fences(text.slice(start, end)).at(0);
  if (fence !== undefined && /^(`{3,}|~{3,})/.test(text.slice(start, end))) {
    end = start + fence.end;
    start += fence.start;
    trim();
  }
  for (const mark of ["**", "__", "`", "*"]) {
    const inner = text.slice(start + mark.length, end - mark.length);
    const wraps = text.startsWith(mark, start) && text.endsWith(mark, end) && end - start >= 2 * mark.length;
    // A template literal inside a code span keeps its back-ticks only when they come in pairs.
    if (wraps && !inner.includes(mark)) {
      start += mark.length;
      end -= mark.length;
      trim();
    }
  }
  return { start, end, explicit: region.explicit };
}
