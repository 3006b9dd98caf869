import { isUtf8 } from "node:buffer";
import { SourceError } from "./SourceError.js";

/**
 * Text of a file's bytes; a byte order mark is kept.
 *
 * @param file How the person named the file; used in the message.
 * @throws SourceError with the 1-based line for bytes that are not UTF-8: text with other letters in place of its own
 *   would be run and scored as if they were meant.
 */
export function decodeText(bytes: Buffer, file: string): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  // Latin-1 keeps each byte as one character, so a line can be looked at by itself.
  const lines = bytes.toString("latin1").split("\n");
  const at = lines.findIndex(line => !isUtf8(Buffer.from(line, "latin1")));
  throw new SourceError("not UTF-8 text", file, at + 1);
}
