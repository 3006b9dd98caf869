const LETTERS = "abcdefghijklmnopqrstuvwxyz";
/** One sign for each line, line 1 first: letters, capitals, then punctuation. */
const ALPHABET: string = `${LETTERS}${LETTERS.toUpperCase()}!@#$%^&*()_+-={}[]|:;<>,.?/~\``;

/** Sign of a 1-based line; undefined beyond the last sign of the alphabet. */
export function symbolOf(line: number): string | undefined {
  return ALPHABET[line - 1];
}

/** A trace as a text of signs; lines without a sign are left out, as published. */
export function symbolText(lines: readonly (number | string)[]): string {
  return lines.map(line => (typeof line === "number" ? (symbolOf(line) ?? "") : "")).join("");
}
