import type { TraceFault } from "./TraceFault.js";

/** A line of a trace that is being written, with the tokens it stands in. */
export interface GrowingRow {
  /** 1-based line of the program; undefined for the header, the return, and what is no row. */
  readonly line?: number;
  /** 1-based: how often the line has come. */
  readonly k?: number;
  /** Index of its first token among those of the trace, and past its last. */
  readonly from: number;
  readonly to: number;
}

/** ` a b c .`: a variable, or a dot, for each of four slots. */
const HEADER = /^(?: [A-Za-z_$][\w$]*| \.){4}$/;
/** `@3 k=1 4 7 3 . ;`: line, which time, a value for each slot, then `;`, or T or F for a condition. */
const ROW = /^@(\d+)(?: k=\d+)?(?: (?:-?\d+|"[^"\s]*"|\.)){4} [;TF]$/;
const RETURN = /^#return (?:-?\d+|"[^"\s]*")$/;
/** No line of the dialect is nearly as long. */
const LONGEST = 120;

/**
 * A trace while a model writes it, from behind its `#trace`: which row each token is of, and whether it can still become a trace. A
 * row begins with the token that holds its line end.
 */
export class GrowingTrace {
  readonly #lines: number;
  readonly #times: Map<number, number> = new Map();
  readonly #rows: { line?: number; k?: number; from: number; to: number }[] = [{ from: 0, to: 0 }];
  #tokens = 0;
  /** Of the line being written, without its line end. */
  #text = "";
  #ended = false;
  #fault: TraceFault | undefined;

  /** @param lines of the program. */
  constructor(lines: number) {
    this.#lines = lines;
  }

  /** Why it can be no trace any more. */
  get fault(): TraceFault | undefined {
    return this.#fault;
  }

  /** Its lines so far, the header first. */
  get rows(): readonly GrowingRow[] {
    return this.#rows;
  }

  /** Adds the text of the next token. */
  add(token: string): void {
    for (const [index, part] of token.split("\n").entries()) {
      if (index > 0) this.#nextLine();
      this.#text += part;
    }
    this.#tokens++;
    const row = this.#rows[this.#rows.length - 1];
    row.to = this.#tokens;
    this.#name(row);
    if (this.#text.length > LONGEST) this.#fault ??= "not a row";
  }

  /** The model has ended it. */
  end(): void {
    this.#check();
    if (!this.#ended) this.#fault ??= "no return";
  }

  #nextLine(): void {
    this.#check();
    this.#text = "";
    this.#rows.push({ from: this.#tokens, to: this.#tokens });
  }

  /** The line number is known with the first token of a row; it may grow with further ones. */
  #name(row: { line?: number; k?: number }): void {
    const number = /^@(\d+)/.exec(this.#text)?.[1];
    if (number === undefined || this.#rows.length === 1) return;
    const line = Number(number);
    if (row.line === line) return;
    if (row.line !== undefined) this.#times.set(row.line, (row.k as number) - 1);
    const k = (this.#times.get(line) ?? 0) + 1;
    this.#times.set(line, k);
    row.line = line;
    row.k = k;
  }

  /** Looks at a line that is whole. */
  #check(): void {
    if (this.#fault !== undefined) return;
    if (this.#rows.length === 1) {
      if (!HEADER.test(this.#text)) this.#fault = "no header";
    } else if (this.#ended) this.#fault = "goes on behind its return";
    else if (RETURN.test(this.#text)) this.#ended = true;
    else {
      const line = ROW.exec(this.#text)?.[1];
      if (line === undefined) this.#fault = "not a row";
      else if (Number(line) < 1 || Number(line) > this.#lines) this.#fault = "no such line";
    }
  }
}
