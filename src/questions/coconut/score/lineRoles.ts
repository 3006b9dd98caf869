import { mainLine } from "../data/mainLine.js";

/** Lines of a program (1-based) that a convention may leave out. */
export interface LineRoles {
  /** `if __name__ == "__main__":` */
  readonly guard: ReadonlySet<number>;
  /** Lines that begin a `def` or `class`, and decorators. */
  readonly headers: ReadonlySet<number>;
  /** `else:`, `finally:`, blank lines and comments. */
  readonly silent: ReadonlySet<number>;
}

/**
 * Sorts out, by the text of each line alone, what models list and CPython's tracer does not. It works on the
 * published text too, which has lost its indentation.
 */
export function lineRoles(source: string): LineRoles {
  const headers = new Set<number>();
  const silent = new Set<number>();
  for (const [i, text] of source.split("\n").entries()) {
    if (/^\s*(?:(?:async\s+)?def\b|class\b|@)/.test(text)) headers.add(i + 1);
    else if (/^\s*(?:(?:else|finally)\s*:)?\s*(?:#.*)?$/.test(text)) silent.add(i + 1);
  }
  const main = mainLine(source);
  return { guard: new Set(main === 0 ? [] : [main]), headers, silent };
}
