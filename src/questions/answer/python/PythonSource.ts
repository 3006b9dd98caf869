/** Why a text could not be read as a Python literal. */
export const PYTHON_LITERAL_FAILURES = [
  "empty",
  "never closed",
  "not a literal",
  "formatted text",
  "more than one expression",
  "malformed number",
  "malformed text",
  "bytes and text joined",
  "key cannot be hashed",
  "indented",
  "null character",
  "lone surrogate in the text",
  "too deeply nested",
  "too long an integer",
  "too large for a float",
  "character by name",
  "surrogates side by side",
] as const;

/** Why a text could not be read as a Python literal; see {@link PYTHON_LITERAL_FAILURES}. */
export type PythonLiteralFailure = (typeof PYTHON_LITERAL_FAILURES)[number];

/** Thrown while reading; `position` is a UTF-16 offset. */
export class PythonLiteralFault extends Error {
  constructor(
    readonly failure: PythonLiteralFailure,
    readonly position: number,
  ) {
    super(failure);
  }
}

/** Brackets that may be open at once: CPython's bound. */
const DEEPEST = 200;

/** A text being read by the rules of Python's tokenizer: where it stands, and how deep in brackets. */
export class PythonSource {
  at = 0;
  /** Where the last token ended, before the blanks behind it. */
  lastToken = 0;
  private depth = 0;
  private commentAt = -1;

  constructor(readonly text: string) {}

  /** Whether a comment was passed. */
  get commented(): boolean {
    return this.commentAt >= 0;
  }

  /** The next UTF-16 unit, empty at the end. */
  peek(): string {
    return this.text[this.at] ?? "";
  }

  fail(failure: PythonLiteralFailure, position: number = this.at): never {
    throw new PythonLiteralFault(failure, position);
  }

  /** Takes `character` if it comes next, with the blanks behind it. */
  take(character: string): boolean {
    if (this.peek() !== character || character === "") return false;
    this.at++;
    this.blanks();
    return true;
  }

  open(): void {
    if (this.depth === DEEPEST) this.fail("too deeply nested");
    this.depth++;
    this.at++;
    this.blanks();
  }

  close(): void {
    this.depth--;
    this.at++;
    this.blanks();
  }

  /** Called behind a token: passes what may stand before the next, line breaks only within brackets. */
  blanks(): void {
    this.lastToken = this.at;
    for (;;) {
      const c = this.peek();
      if (c === " " || c === "\t" || c === "\f") this.at++;
      else if (c === "\\") this.joinLines();
      else if (c === "#") this.comment();
      else if (this.depth > 0 && (c === "\n" || c === "\r")) this.at++;
      else return;
    }
  }

  /** Passes empty lines and comments up to the next token, which must stand in column 0, or the end. */
  lines(): void {
    for (;;) {
      let column = 0;
      let joined = 0;
      for (;;) {
        const c = this.peek();
        if (c === " ") column++;
        else if (c === "\t") column = (Math.floor(column / 8) + 1) * 8;
        else if (c === "\f") column = 0;
        else if (c === "\\") {
          joined ||= column;
          this.joinLines();
          continue;
        } else break;
        this.at++;
      }
      if (this.peek() === "#") this.comment();
      if (this.peek() === "\n" || this.peek() === "\r") {
        this.lineBreak();
        continue;
      }
      const comment = this.peek() === "" && this.endsInComment();
      if ((joined || column) > 0 && !comment) this.fail("indented");
      return;
    }
  }

  /** The end of the one logical line, then nothing but empty lines. */
  end(): void {
    if (this.peek() === "\n" || this.peek() === "\r") {
      this.lineBreak();
      this.lines();
    }
    if (this.at < this.text.length) this.fail("more than one expression");
  }

  /** Passes `\n`, `\r\n` or `\r`, which are one and the same to Python. */
  lineBreak(): void {
    this.at += this.text.startsWith("\r\n", this.at) ? 2 : 1;
  }

  private endsInComment(): boolean {
    return this.commentAt >= 0 && !/[\n\r]/.test(this.text.slice(this.commentAt));
  }

  private joinLines(): void {
    const follow = this.text[this.at + 1];
    if (follow !== "\n" && follow !== "\r") this.fail("not a literal");
    this.at++;
    this.lineBreak();
    if (this.at >= this.text.length) this.fail("never closed");
  }

  private comment(): void {
    this.commentAt = this.at;
    while (this.at < this.text.length && this.peek() !== "\n" && this.peek() !== "\r") this.at++;
  }
}
