import { createHash } from "node:crypto";
import type { Language } from "./Program.js";

/** SHA-256 of the UTF-8 bytes of a text, 64 lower-case hex digits. */
export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/**
 * Content hash of a program: SHA-256 of language, a NUL byte and the UTF-8 source, hex. The NUL keeps the two
 * parts apart: no language name holds one.
 */
export function hashProgram(language: Language, source: string): string {
  return sha256(`${language}\0${source}`);
}
