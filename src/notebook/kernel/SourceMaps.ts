import { SourceMap, type SourceMapPayload } from "node:module";
import { join } from "node:path";
import type { TypeScript } from "./Tslab.js";

/** 1-based line and column, columns in UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Gives the place in the source that a place in compiled code came from. */
export type Mapping = (line: number, column: number) => TextPosition | undefined;

const INLINE = /\n\/\/# sourceMappingURL=data:application\/json;base64,([A-Za-z0-9+/=]*)\s*$/;
const COMMENT = /\n\/\/# sourceMappingURL=.*\s*$/;

/**
 * Mappings of everything tslab compiles, by the path of the source. tslab compiles twice, from TypeScript to modules and
 * from modules to CommonJS, and keeps no map of either; this keeps both and follows them one after the other.
 */
export class SourceMaps {
  readonly #folder: string;
  readonly #mappings = new Map<string, Mapping>();

  /** `folder`: where the notebook is, absolute. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Mapping of the latest compilation of a source, by its absolute path. */
  of(path: string): Mapping | undefined {
    return this.#mappings.get(path);
  }

  /** `ts.transpileModule` that remembers: in tslab the second compilation, of code that has the first's map inline. */
  transpileModule(ts: TypeScript): TypeScript["transpileModule"] {
    return (code, options) => {
      const inline = INLINE.exec(code);
      if (inline === null) return ts.transpileModule(code, options);
      const first = JSON.parse(Buffer.from(inline[1], "base64").toString("utf8")) as SourceMapPayload;
      const result = ts.transpileModule(`${code.slice(0, inline.index)}\n`, {
        ...options,
        compilerOptions: { ...options.compilerOptions, sourceMap: true },
      });
      const second = JSON.parse(result.sourceMapText as string) as SourceMapPayload;
      const path = join(this.#folder, first.sources[0]);
      this.#mappings.set(path, chain(new SourceMap(second), new SourceMap(first)));
      return { ...result, outputText: result.outputText.replace(COMMENT, "\n") };
    };
  }
}

/** Follows one map, then the other. */
function chain(outer: SourceMap, inner: SourceMap): Mapping {
  return (line, column) => {
    const between = outer.findEntry(line - 1, column - 1);
    if (!("originalLine" in between)) return undefined;
    const origin = inner.findEntry(between.originalLine, between.originalColumn);
    if (!("originalLine" in origin)) return undefined;
    return { line: origin.originalLine + 1, column: origin.originalColumn + 1 };
  };
}
