import type { Language } from "./Program.js";

/** The language a file name stands for; JavaScript where it does not say. */
export function languageOf(file: string | undefined): Language {
  if (file !== undefined && /\.[mc]?tsx?$/i.test(file)) return "typescript";
  if (file !== undefined && /\.pyi?$/i.test(file)) return "python";
  return "javascript";
}
