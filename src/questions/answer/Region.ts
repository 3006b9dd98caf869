/** A part of a completion in which an answer is looked for. UTF-16 offsets, end exclusive. */
export interface Region {
  readonly start: number;
  readonly end: number;
  /** The completion says that this is the answer: by a tag, a label, a box or a phrase. */
  readonly explicit: boolean;
  /** It is the content of a code fence. */
  readonly fenced?: boolean;
  /** It is one line of text without any mark. */
  readonly line?: boolean;
}

/** A fenced block: its content, and from the start of the line that opens it to the end of the one that closes it. */
export interface Fence {
  readonly start: number;
  readonly end: number;
  readonly open: number;
  readonly close: number;
}

/** Fenced blocks of a text; a fence that is never closed runs to the end. */
export function fences(text: string): readonly Fence[] {
  const found: Fence[] = [];
  let open: { readonly at: number; readonly start: number; readonly mark: string } | undefined;
  for (const mark of text.matchAll(/^[ \t]*(`{3,}|~{3,})[^\n`]*$/gm)) {
    const end = mark.index + mark[0].length;
    if (open === undefined) {
      open = { at: mark.index, start: Math.min(text.length, end + 1), mark: mark[1] };
    } else if (mark[1].startsWith(open.mark) && /^\s*[`~]+\s*$/.test(mark[0])) {
      found.push({ start: Math.min(open.start, mark.index), end: mark.index, open: open.at, close: end });
      open = undefined;
    }
  }
  if (open !== undefined)
    found.push({ start: open.start, end: text.length, open: open.at, close: text.length });
  return found;
}

const BLANK = /[\s\0\u00ad\u200b\u200e\u200f\u2060]/;
const LATEX = /^\\(?:text|texttt|textbf|textrm|mathtt|mathrm|mathbf|mathsf|operatorname|verb)\s*\{/;
/** Markdown and LaTeX that stands around an answer: what opens it and what closes it. */
const WRAPS: readonly (readonly [open: string, close: string])[] = [
  ["**", "**"],
  ["__", "__"],
  ["$$", "$$"],
  ["$", "$"],
  ["\\(", "\\)"],
  ["\\[", "\\]"],
  ["`", "`"],
  ["*", "*"],
];

/**
 * Narrows a region to what Markdown and LaTeX leave of it: the content of a fence it begins with, without blanks,
 * emphasis, code spans, math marks and quotes of the Markdown kind around it.
 */
export function narrow(text: string, region: Region): Region {
  let { start, end, fenced = false } = region;
  const trim = (): void => {
    while (start < end && BLANK.test(text[start])) start++;
    while (end > start && BLANK.test(text[end - 1])) end--;
  };
  trim();
  if (/^>\s/.test(text.slice(start, start + 2)) && !text.slice(start, end).includes("\n")) {
    start++;
    trim();
  }
  if (text.startsWith("```", start) || text.startsWith("~~~", start)) {
    const fence = fences(text.slice(start, end))[0];
    if (fence !== undefined) {
      end = start + fence.end;
      start += fence.start;
      fenced = true;
      trim();
    }
  }
  for (const [open, close] of WRAPS) {
    const wraps = text.startsWith(open, start) && text.endsWith(close, end);
    if (!wraps || end - start < open.length + close.length) continue;
    const inner = text.slice(start + open.length, end - close.length);
    // A template literal inside a code span keeps its back-ticks only when they come in pairs.
    if (inner.includes(open) || inner.includes(close)) continue;
    start += open.length;
    end -= close.length;
    trim();
  }
  const latex = LATEX.exec(text.slice(start, Math.min(end, start + 40)));
  if (
    latex !== null &&
    text[end - 1] === "}" &&
    !text.slice(start + latex[0].length, end - 1).includes("}")
  ) {
    start += latex[0].length;
    end--;
    trim();
  }
  return { ...region, start, end, ...(fenced ? { fenced } : {}) };
}
