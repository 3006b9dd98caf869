/** Tokens and text are not the same. */
export class AlignError extends Error {
  override readonly name = "AlignError";
  constructor(
    /** The message without its place. */
    readonly reason: string,
    /** 0-based index of the first token that differs; the number of tokens where they end too early. */
    readonly token: number,
    /** UTF-8 byte of the text where they differ. */
    readonly byte: number,
  ) {
    super(`token ${token}, byte ${byte}: ${reason}`);
  }
}
