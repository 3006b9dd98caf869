/**
 * A fault in something a person wrote (program, call, data row, option). Printed as
 * `file:line:column: message`, it ends a command with exit code 2 and no stack trace.
 */
export class SourceError extends Error {
  /** File, option or data set the fault is in. */
  readonly file: string;
  /** 1-based line (or data row); `undefined` where there is none. */
  readonly line: number | undefined;
  /** 0-based column; shown 1-based. */
  readonly column: number | undefined;
  /** The message without its position. */
  readonly reason: string;

  constructor(reason: string, file: string, line?: number, column?: number) {
    const at = line === undefined ? "" : column === undefined ? `:${line}` : `:${line}:${column + 1}`;
    super(`${file}${at}: ${reason}`);
    this.name = "SourceError";
    this.file = file;
    this.line = line;
    this.column = column;
    this.reason = reason;
  }
}
