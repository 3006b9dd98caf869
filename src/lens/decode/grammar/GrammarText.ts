import { SourceError } from "../../../program/SourceError.js";

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9 };
const HEX: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The text of a grammar that is being read, and where. */
export class GrammarText {
  #at = 0;

  constructor(
    readonly text: string,
    /** For messages. */
    readonly source: string,
  ) {}

  /** Offset, UTF-16 units. */
  get at(): number {
    return this.#at;
  }

  get ended(): boolean {
    return this.#at >= this.text.length;
  }

  /** Whether this stands here; it is not taken. */
  sees(text: string): boolean {
    return this.text.startsWith(text, this.#at);
  }

  /** Takes this where it stands here. */
  takes(text: string): boolean {
    if (!this.sees(text)) return false;
    this.#at += text.length;
    return true;
  }

  /** Takes what matches here; the pattern is sticky. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  /** Blanks and comments; with `lines` over the ends of lines too. */
  skip(lines: boolean): void {
    this.match(lines ? /(?:[ \t\r\n]|#[^\n]*)*/y : /[ \t]*(?:#[^\n]*)?/y);
  }

  /** One character of a literal or class, its escape read. */
  character(): number {
    const start = this.#at;
    const code = this.text.codePointAt(start);
    if (code === undefined || code === 10) this.fail("the line ends inside of quotes or brackets");
    this.#at += code > 0xffff ? 2 : 1;
    if (code !== 0x5c) return code;
    const letter = this.text[this.#at++] ?? this.fail("nothing behind the backslash", start);
    const length = HEX[letter];
    if (length === undefined) return ESCAPES[letter] ?? (letter.codePointAt(0) as number);
    const digits = this.text.slice(this.#at, this.#at + length);
    if (!/^[0-9a-fA-F]+$/.test(digits) || digits.length < length)
      this.fail(`expected ${length} hex digits behind \\${letter}`, start);
    this.#at += length;
    const value = Number.parseInt(digits, 16);
    if (value > 0x10ffff) this.fail(`there is no character ${digits}`, start);
    return value;
  }

  /** @throws SourceError with line and column, of here or of another offset. */
  fail(reason: string, at: number = this.#at): never {
    const { line, column } = this.place(at);
    throw new SourceError(reason, this.source, line, column);
  }

  /** Line from 1 and column from 0 of an offset. */
  place(at: number): { readonly line: number; readonly column: number } {
    const before = this.text.slice(0, at).split("\n");
    return { line: before.length, column: (before.at(-1) as string).length };
  }
}
