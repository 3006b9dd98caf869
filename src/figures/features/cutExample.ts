import type { PageExample } from "./PageExample.js";

/** Lines of an example that are shown, and characters of all of them: an example is a place, not a file. */
const LINES = 40;
const CHARS = 4000;

/** An example with its peak settled, and how much of it is left out. */
export interface CutExample extends PageExample {
  readonly peak: number;
  /** Lines left out before and behind, or where a line was cut, 1. */
  readonly before: number;
  readonly after: number;
}

/** Index of the token an example is about: as given, else the first of the highest activation; -1 where none fires. */
export function peakOf({ peak, tokens }: PageExample): number {
  if (peak !== undefined) return peak;
  let best = -1;
  tokens.forEach(({ value }, i) => {
    if (best < 0 || value > tokens[best].value) best = i;
  });
  return best;
}

/** The example cut to what is shown, around its peak. */
export function cutExample(example: PageExample): CutExample {
  const peak = peakOf(example);
  const { text } = example;
  const at = peak < 0 ? 0 : example.tokens[peak].start;
  const starts = [0, ...[...text.matchAll(/\r\n|[\n\r]/g)].map(match => match.index + match[0].length)];
  if (starts.length > 1 && starts.at(-1) === text.length) starts.pop();
  let line = lineAt(starts, at);
  if (/^[\r\n]/.test(text.slice(at)) && line + 1 < starts.length) line++;
  const first = Math.max(0, Math.min(line - LINES / 2, starts.length - LINES));
  const last = Math.min(starts.length, first + LINES);
  let from = starts[first];
  let to = starts[last] ?? text.length;
  let [before, after] = [first, starts.length - last];
  if (to - from > CHARS) {
    if (at - from > CHARS / 2) [from, before] = [at - CHARS / 2, Math.max(1, before)];
    if (to - from > CHARS) [to, after] = [from + CHARS, Math.max(1, after)];
  }
  if (from === 0 && to === text.length) return { ...example, peak, before: 0, after: 0 };
  const inside = example.tokens
    .map((token, i) => ({ token, i }))
    .filter(({ token }) => token.end > from && token.start < to);
  const within = (offset: number): number => Math.max(from, Math.min(to, offset)) - from;
  const { node } = example;
  return {
    ...example,
    text: text.slice(from, to),
    firstLine: example.firstLine + lineAt(starts, from),
    tokens: inside.map(({ token }) => ({ ...token, start: within(token.start), end: within(token.end) })),
    peak: inside.findIndex(({ i }) => i === peak),
    node: node && { ...node, start: within(node.start), end: within(node.end) },
    before,
    after,
  };
}

function lineAt(starts: readonly number[], offset: number): number {
  return starts.filter(start => start <= offset).length - 1;
}
