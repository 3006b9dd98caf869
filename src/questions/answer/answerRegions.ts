import { type Fence, fences, type Region } from "./Region.js";
import { blank, withoutThoughts } from "./withoutThoughts.js";

/** Where the answer of a completion may stand. */
export interface Regions {
  /** The completion with all that is no answer blanked out; the same length. */
  readonly text: string;
  /**
   * What the completion itself marks as the answer, best first; the first that can be read holds it. Nothing else is looked at
   * when there is one.
   */
  readonly marked: readonly Region[];
  /** Phrases that say the answer in running text, best first. */
  readonly said: readonly Region[];
  /** Places where an answer without any mark stands. All of them that can be read must say the same. */
  readonly bare: Bare;
  /** The completion ends before its answer does. */
  readonly cutOff: boolean;
}

/** Places of an answer without any mark. */
export interface Bare {
  /** All of the text, where it does not begin with a fence. */
  readonly whole?: Region;
  /** The last fenced block, and the first one where the text begins with it; the first that can be read counts. */
  readonly fenced: readonly Region[];
  /** The last line, and the first one where an explanation follows. */
  readonly lines: readonly Region[];
}

const BEFORE = "(?:^|\\n)[ \\t>#*_\\-`•]{0,20}";
const WORD = "(?:answer|答案|réponse|respuesta|antwort|ответ)";
/** A label at the start of a line, whatever Markdown stands around it; a heading needs no colon. */
const LABEL = new RegExp(
  `${BEFORE}(?:(?:the|my|so|thus|therefore|hence),?\\s+)?(?:the\\s+)?(?:(?:final|correct)\\s+)?${WORD}(?:[ \\t]*\\([^()\\n]{1,40}\\))?[*_\`]*[ \\t]*(?:is[ \\t]*)?(?:[:：=]|(?=\\r?\\n))[*_]*`,
  "gi",
);
/** The same in running text. */
const PHRASE = /(?<!["'`])\b(?:final\s+)?answer(?:\s+(?:is|would be|should be)\b\s*[:：]?|\s*[:：])/gi;
const OPEN_TAG = /\[ANSWER\]|<(?:final_)?answer>/gi;
const CLOSE_TAG = /\[\/ANSWER|<\/(?:final_)?answer|\[\/A[NSWER]{0,5}\s*$|<\/a[nswer]{0,5}\s*$/gi;
const BOX = /\\boxed\s*\{/g;
/** The form of the answer repeated from the prompt: `<literal>`, `[<line>, <line>, …]`. */
const FORM = /^[\s*_`]*\[?<[a-z][^<>\n]{0,60}>(?:, <line>, …\])?[\s*_`]*$/i;
/** Something else than Markdown's marks. */
const HOLDS = /[^\s*_`:#>~-]/;
/** A new question or another speaker: what follows is no answer to the question asked. */
const RUN_ON =
  /\n[ \t#*]{0,10}(?:(?:Question|Problem|Exercise|Q|Example|Test case)(?:[ \t]*#?\d+)?[ \t]*[:.)]|Here is an? (?:JavaScript|TypeScript|Python)\b|(?:User|Human|Instruction)[ \t]*:|Now the question to answer\b|(?:When the program has been loaded, this call is evaluated))/gi;

/** A mark with what stands behind it. */
interface Mark extends Region {
  readonly at: number;
}

/**
 * Finds where a completion may hold its answer. Marks are `[ANSWER]` and `<answer>` tags, `\boxed{}`, and labels such as
 * `Answer:`; the last one with something behind it counts. A new question behind an answer ends the completion.
 *
 * @param plain blanks invisible characters and turns full-width letters and digits into plain ones: for all answers but values.
 */
export function answerRegions(completion: string, plain: boolean): Regions {
  const bared = withoutThoughts(visible(completion, plain));
  let text = bared.text;
  let blocks = fences(text);
  let marks = allMarks(text, blocks);
  const end = runOn(text, marks[0]);
  if (end < text.length) {
    text = blank(text, [[end, text.length]]);
    blocks = fences(text);
    marks = allMarks(text, blocks);
  }
  const last = marks.at(-1);
  const open = last !== undefined && last.end < 0;
  return {
    text,
    marked: last === undefined || open ? [] : [last, ...within(text, last, blocks)],
    said: open ? [] : said(text, blocks),
    bare: open ? { fenced: [], lines: [] } : bare(text, blocks),
    cutOff: bared.cutOff || open,
  };
}

/** Every tag, box and label with something behind it, in order of where that begins. A box that is never closed has the end -1. */
function allMarks(text: string, blocks: readonly Fence[]): Mark[] {
  const closes = [...text.matchAll(CLOSE_TAG)].map(match => match.index);
  const marks: Mark[] = [];
  const add = (at: number, start: number, end: number): void => {
    const first = text
      .slice(start, Math.min(end, start + 200))
      .trimStart()
      .split("\n", 1)[0];
    if (!FORM.test(first) && HOLDS.test(text.slice(start, end)))
      marks.push({ at, start, end, explicit: true });
  };
  const next = (at: number): number | undefined => closes[atOrBehind(closes, at)];
  const starts = blocks.map(block => block.start);
  let any = false;
  for (const open of text.matchAll(OPEN_TAG)) {
    const start = open.index + open[0].length;
    any = true;
    const label = /^\s*[*_]*(?:final\s+)?answer\s*[:：][*_]*/i.exec(text.slice(start, start + 60));
    add(open.index, start + (label?.[0].length ?? 0), next(start) ?? text.length);
  }
  // The opening tag may stand in the prompt.
  if (!any && closes.length > 0) add(0, 0, closes[0]);
  for (const label of text.matchAll(LABEL)) {
    const start = label.index + label[0].length;
    add(
      start,
      start,
      Math.min(blockAround(blocks, starts, start)?.end ?? text.length, next(start) ?? text.length),
    );
  }
  for (const box of lastBoxes(text)) marks.push(box);
  return marks.sort((a, b) => a.at - b.at);
}

/** Index of the first of ascending places that is not before one. */
function atOrBehind(places: readonly number[], at: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle] < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The fenced block that holds a place. */
function blockAround(blocks: readonly Fence[], starts: readonly number[], at: number): Fence | undefined {
  const block = blocks[atOrBehind(starts, at + 1) - 1];
  return block !== undefined && at <= block.end ? block : undefined;
}

/** The last box that holds something: earlier ones are steps on the way. */
function lastBoxes(text: string): Mark[] {
  const boxes = [...text.matchAll(BOX)].slice(-3).reverse();
  for (const box of boxes) {
    const start = box.index + box[0].length;
    const end = closing(text, start, true) ?? closing(text, start, false) ?? -1;
    if (end < 0 || text.slice(start, end).trim() !== "")
      return [{ at: box.index, start, end, explicit: true }];
  }
  return [];
}

/** The brace that closes one opened before `start`; braces in quotes count only when they are not skipped. */
function closing(text: string, start: number, skipQuoted: boolean): number | undefined {
  let depth = 1;
  let quote = "";
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if (c === "\\") i++;
    else if (quote !== "") quote = c === quote ? "" : quote;
    else if (skipQuoted && /["'`]/.test(c)) quote = c;
    else if (c === "{") depth++;
    else if (c === "}" && --depth === 0) return i;
  }
  return undefined;
}

/** Where a new question begins behind an answer; the length of the text when none does. */
function runOn(text: string, first: Mark | undefined): number {
  for (const match of text.matchAll(RUN_ON)) {
    const before = text.slice(0, match.index);
    const answered =
      (first !== undefined && first.start < match.index && first.at < match.index) || isShort(before);
    if (answered) return match.index;
  }
  return text.length;
}

/** One line that begins as answers do, in Markdown's fence or not. */
function isShort(text: string): boolean {
  const lines = text.split("\n", 40).filter(line => /[^\s`~]/.test(line));
  return (
    lines.length === 1 &&
    lines[0].length < 2000 &&
    /^[\s`*]*(?:["'“[{(\d-]|(?:yes|no|true|false|null|undefined|NaN|new|throws|returns|ends|not executed|parameter)\b|[\w$]+\()/i.test(
      lines[0],
    )
  );
}

/** Smaller parts of a marked region that say the answer, where the region does not begin with it. */
function within(text: string, region: Region, blocks: readonly Fence[]): Region[] {
  const inside = blocks.filter(fence => fence.start >= region.start && fence.end <= region.end);
  const only = inside.length === 1 ? inside : [];
  const parts: Region[] = only.map(({ start, end }) => ({ start, end, explicit: true, fenced: true }));
  const paragraph = /\n[ \t\r]*\n/g;
  paragraph.lastIndex = region.start + /^\s*/.exec(text.slice(region.start, region.end))![0].length;
  const end = Math.min(region.end, paragraph.exec(text)?.index ?? region.end);
  const conclusion = afterLead(text, region.start, end);
  if (conclusion > region.start) parts.push({ start: conclusion, end, explicit: true });
  return parts;
}

function said(text: string, blocks: readonly Fence[]): Region[] {
  const regions: Region[] = [];
  for (const match of text.matchAll(PHRASE)) {
    const start = match.index + match[0].length;
    if (!/[^\s*_`]/.test(text.slice(start, start + 2000))) continue;
    regions.push({ start, end: text.length, explicit: true });
  }
  const last = regions.at(-1);
  const block = blocks.find(
    fence => last !== undefined && last.start >= fence.start && last.start <= fence.end,
  );
  return last === undefined ? [] : [{ ...last, end: block?.end ?? last.end }];
}

/** `So`, `Therefore,` and the like at the start of a sentence. */
const LEAD =
  /^[\s>#*_-]*(?:(?:so|thus|therefore|hence|then|finally|now|in (?:conclusion|summary|short|the end)|as a result|consequently|overall|to summari[sz]e)\b[,:]?\s*(?:we (?:get|have|conclude(?: that)?|see that)\s*:?\s*)?)+/i;

function afterLead(text: string, start: number, end: number): number {
  return start + (LEAD.exec(text.slice(start, Math.min(end, start + 300)))?.[0].length ?? 0);
}

/** What may stand below an answer that comes first. */
const EXPLAINED =
  /^\r?\n(?:[ \t]*\r?\n|[ \t>#*_-]{0,10}(?:explanation|because|reason|here|this|since|note|\())/i;

function bare(text: string, blocks: readonly Fence[]): Bare {
  const fenced: Region[] = [];
  const lines: Region[] = [];
  const add = (list: Region[], start: number, end: number, more: Partial<Region>): void => {
    if (/\S/.test(text.slice(start, end))) list.push({ start, end, explicit: false, ...more });
  };
  const from = text.length - text.trimStart().length;
  const to = text.trimEnd().length;
  if (from >= to) return { fenced, lines };
  const block = blocks.at(-1);
  if (block !== undefined) add(fenced, block.start, block.end, { fenced: true });
  const leads = blocks.length > 0 && blocks[0].open <= from;
  // The first of several, where the completion begins with it: what follows explains it.
  if (blocks.length > 1 && leads) add(fenced, blocks[0].start, blocks[0].end, { fenced: true });
  const breaks = text.indexOf("\n", from);
  const single = breaks < 0 || breaks >= to;
  const whole: Region = { start: from, end: to, explicit: false, ...(single ? { line: true } : {}) };
  const inBlock = (at: number): boolean => blocks.some(fence => at >= fence.open && at <= fence.close);
  const last = single ? from : text.lastIndexOf("\n", to - 1) + 1;
  const after = afterLead(text, last, to);
  if (!inBlock(last) && (!single || after > last)) add(lines, after, to, { line: true });
  if (!single && !inBlock(from) && EXPLAINED.test(text.slice(breaks, breaks + 300)))
    add(lines, from, breaks, { line: true });
  return { ...(leads ? {} : { whole }), fenced, lines };
}

/** NUL, soft hyphen, zero-width space, direction marks, word joiner, byte-order mark. */
const INVISIBLE = "\\0\\u00ad\\u200b\\u200e\\u200f\\u2060\\ufeff";
const RUN = new RegExp(`[${INVISIBLE}]+`, "g");

/** Invisible characters as blanks: everywhere, or at the edges of lines where a value may hold some. */
function visible(completion: string, plain: boolean): string {
  const text = completion.replace(RUN, (run, at: number) => {
    const edge =
      at === 0 ||
      completion[at - 1] === "\n" ||
      /^(?:\r?\n|$)/.test(completion.slice(at + run.length, at + run.length + 2));
    return plain || edge ? " ".repeat(run.length) : run;
  });
  return plain ? text.replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0)) : text;
}
