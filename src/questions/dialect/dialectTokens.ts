/**
 * One lexeme of the dialect with the space or line end that it has: a line label, a section mark, `Answer:`, which
 * time, a string, a number, a name, an operator; runs of spaces that indent; anything else by itself.
 */
export const LEXEME_PATTERN: string = [
  String.raw`\n?@\d+`,
  String.raw`\n?#[a-z]+`,
  String.raw`\n?Answer:`,
  String.raw` ?k=\d+`,
  ' ?"[a-z]+"',
  String.raw` ?\d+`,
  " ?[A-Za-z_][A-Za-z_0-9]*",
  String.raw` ?(?:===|!==|\+=|-=|\+\+|--|[^\sA-Za-z_0-9])`,
  String.raw`\n`,
  " +(?= )",
  String.raw`\s`,
].join("|");

/** Special tokens, in order of their ids. */
export const SPECIAL_TOKENS = ["<pad>", "<bos>", "<eos>"] as const;

/** Every lexeme of the family's documents, in order of the ids behind the special tokens and the 256 bytes. */
export function dialectLexemes(): string[] {
  const found = new Set<string>();
  const both = (...texts: string[]): void => {
    for (const text of texts) {
      found.add(text);
      found.add(` ${text}`);
    }
  };
  for (let line = 1; line <= 40; line++) {
    found.add(`@${line}`);
    found.add(`\n@${line}`);
  }
  for (const section of ["#code", "#call", "#trace", "#return", "#ask"]) {
    found.add(section);
    found.add(`\n${section}`);
  }
  found.add("Answer:");
  found.add("\nAnswer:");
  for (let k = 1; k <= 24; k++) found.add(` k=${k}`);
  for (let n = 0; n <= 40; n++) both(String(n));
  for (const word of ["n", "e", "s", "w", "lo", "hi", "on", "off"]) both(word, `"${word}"`);
  both("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "m");
  both("const", "function", "let", "if", "else", "for", "while", "return", "T", "F");
  both("output", "coverage", "path", "state", "lines", "before", "after");
  both("YES", "NO", "returns", "throws", "ends", "not", "executed");
  both("===", "!==", "+=", "-=", "++", "--");
  for (const sign of "=<>+-(){}[],;:.") both(sign);
  found.add("\n");
  for (let depth = 1; depth <= 10; depth++) found.add(" ".repeat(depth));
  return [...found];
}

/** Ids of the pieces met so far: by lexeme, in bytes where it is none. */
let ids: ReadonlyMap<string, number> | undefined;
const pieces = new Map<string, readonly number[]>();
const LEXEMES = new RegExp(LEXEME_PATTERN, "gu");

/**
 * Ids of a text as the embedded tokenizer gives them, without special tokens; `dialectTokenizer` holds the same rules as a
 * `tokenizer.json`.
 */
export function dialectIds(text: string): number[] {
  ids ??= new Map(vocabularyBytes().map(({ text: token }, i) => [token, i]));
  const found: number[] = [];
  for (const [piece] of text.matchAll(LEXEMES)) {
    let known = pieces.get(piece);
    if (known === undefined) {
      known = idsOf(piece, ids);
      // Lexemes are few; other text may be anything.
      if (known.length === 1) pieces.set(piece, known);
    }
    found.push(...known);
  }
  return found;
}

function idsOf(piece: string, vocabulary: ReadonlyMap<string, number>): number[] {
  const written = byteLevel(piece);
  const whole = vocabulary.get(written);
  if (whole !== undefined) return [whole];
  return [...written].map(sign => vocabulary.get(sign) ?? 0);
}

/** The vocabulary in order of ids: tokens as byte-level BPE writes them. */
export function vocabularyBytes(): { readonly text: string; readonly special: boolean }[] {
  const bytes = Array.from({ length: 256 }, (_, byte) => BYTE_LETTERS[byte]);
  const single = new Set(bytes);
  const lexemes = dialectLexemes()
    .map(byteLevel)
    .filter(text => !single.has(text));
  return [
    ...SPECIAL_TOKENS.map(text => ({ text, special: true })),
    ...[...bytes, ...lexemes].map(text => ({ text, special: false })),
  ];
}

/** Letters that stand for bytes in byte-level BPE (GPT-2's table): printable ones for themselves, others from U+0100 on. */
const BYTE_LETTERS: readonly string[] = (() => {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const plain = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    return String.fromCodePoint(plain ? byte : next++);
  });
})();

function byteLevel(text: string): string {
  return [...Buffer.from(text, "utf8")].map(byte => BYTE_LETTERS[byte]).join("");
}
