import { load } from "./load.js";
import { SourceError } from "./SourceError.js";

interface Amaro {
  transformSync(source: string, options: { mode: "strip-only" }): { code: string };
}

/** Blanks the types out of a TypeScript text; see the next commit for positions of errors. */
export function stripTypes(source: string, file: string, as?: "expression"): string {
  const { transformSync } = load<Amaro>("amaro");
  try {
    if (as === "expression") return transformSync(`(${source}\n)`, { mode: "strip-only" }).code.slice(1, -2);
    return transformSync(source, { mode: "strip-only" }).code;
  } catch (error) {
    throw new SourceError(String(error).trim().split("\n", 1)[0], file);
  }
}
