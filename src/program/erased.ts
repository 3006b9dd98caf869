import type { Leaf } from "./Syntax.js";

/** A maximal run of blanked text, spaces inside included; its first and last characters are blanked ones. */
export interface Region {
  readonly start: number;
  readonly end: number;
  /** Tokens and comments of the original text. */
  readonly tokens: readonly Leaf[];
}

/** What stripping took out of a text, and put in. */
export interface Erasure {
  readonly regions: readonly Region[];
  /** Offsets at which the stripped text has a character of its own: a moved `(` or `)`, an added `;`. */
  readonly inserted: ReadonlySet<number>;
}

/** Comments, strings, templates, words and numbers, arrows and dots, then any other character. */
const TOKEN =
  /\/\*[\s\S]*?\*\/|\/\/[^\n\r\u2028\u2029]*|"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|`(?:\\[\s\S]|[^`\\])*`|[\p{ID_Continue}$\u200c\u200d]+|=>|\.\.\.|\S/gu;

/**
 * The leaves of a program whose types were blanked: those of the stripped text that the source has, and the tokens
 * and comments of the blanked text, in source order.
 */
export function withErased(leaves: readonly Leaf[], { regions, inserted }: Erasure): Leaf[] {
  const all = leaves.filter(leaf => !inserted.has(leaf.start));
  for (const region of regions) all.push(...region.tokens);
  return all.sort((a, b) => a.start - b.start);
}

/** Compares a source with its stripped text, which has the same length. Linear. */
export function erasure(source: string, text: string): Erasure {
  const regions: Region[] = [];
  const inserted = new Set<number>();
  let start = -1;
  let end = -1;
  let put = "";
  const close = (): void => {
    if (start >= 0) regions.push({ start, end, tokens: scan(source, start, end, put) });
    start = -1;
    put = "";
  };
  for (let i = 0; i < source.length; i++) {
    if (source.charCodeAt(i) === text.charCodeAt(i)) {
      if (!isSpace(source, i)) close();
      continue;
    }
    if (!isSpace(text, i)) {
      inserted.add(i);
      put += text[i];
    }
    if (isSpace(source, i)) continue;
    if (start < 0) start = i;
    end = i + 1;
  }
  close();
  return { regions, inserted };
}

function isSpace(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  return unit === 32 || (unit >= 9 && unit <= 13) || (unit > 127 && /\s/.test(text[offset]));
}

/** @param put characters the stripped text has in the region. */
function scan(source: string, start: number, end: number, put: string): Leaf[] {
  const texts = [...source.slice(start, end).matchAll(TOKEN)];
  // An arrow function must have `)` and `=>` on one line, `async` and `(` too: there stripping moves the
  // parenthesis behind the type. The original one is the punctuation, not part of a type.
  const words = texts.map(([token]) => token);
  const moved = put.includes(")") ? words.indexOf(")") : put.includes("(") ? words.lastIndexOf("(") : -1;
  return texts.map(({ 0: token, index }, i) => ({
    type: /^\/[/*]/.test(token) ? "Comment" : i === moved ? "Punctuator" : "Type",
    start: start + index,
    end: start + index + token.length,
  }));
}
