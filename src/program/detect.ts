import { parseAcorn } from "./acorn.js";
import type { SourceType } from "./Program.js";
import { SourceError } from "./SourceError.js";
import type { Syntax, SyntaxNode } from "./Syntax.js";

/** A parsed text and what it was found to be. */
export interface Detected {
  readonly sourceType: SourceType;
  readonly syntax: Syntax;
}

/** Source type a file name settles: `.mjs`, `.mts` are modules, `.cjs`, `.cts` are CommonJS. */
export function sourceTypeOfFile(file: string): SourceType | undefined {
  if (/\.m[jt]s$/i.test(file)) return "module";
  if (/\.c[jt]s$/i.test(file)) return "commonjs";
  return undefined;
}

/**
 * Parses a text whose source type is not known. `import`, `export`, `import.meta` or a top-level `await` make it
 * a module; else `require(`, `module.exports`, `exports.…` or a top-level `return` make it CommonJS; else it is
 * a script.
 *
 * @throws SourceError of the reading that got furthest.
 */
export function detect(text: string, file: string): Detected {
  const faults: SourceError[] = [];
  const attempt = (sourceType: SourceType): Syntax | undefined => {
    try {
      return parseAcorn(text, file, sourceType);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      faults.push(error);
      return undefined;
    }
  };
  if (/\b(?:import|export|await)\b/.test(text)) {
    const syntax = attempt("module");
    if (syntax !== undefined && isModule(syntax.ast, true)) return { sourceType: "module", syntax };
  }
  const script = attempt("script");
  if (script !== undefined) {
    return { sourceType: usesCommonJs(text, script) ? "commonjs" : "script", syntax: script };
  }
  const commonjs = attempt("commonjs");
  if (commonjs !== undefined) return { sourceType: "commonjs", syntax: commonjs };
  throw faults.reduce((best, fault) => (isFurther(fault, best) ? fault : best));
}

function isFurther(a: SourceError, b: SourceError): boolean {
  const line = (a.line ?? 0) - (b.line ?? 0);
  return line > 0 || (line === 0 && (a.column ?? 0) > (b.column ?? 0));
}

/** Whether a tree holds what only a module may hold. `top` is false inside functions, where `await` says nothing. */
function isModule(node: SyntaxNode, top: boolean): boolean {
  const { type } = node;
  const record = node as unknown as Record<string, unknown>;
  if (/^(?:Import|Export)\w*Declaration$/.test(type)) return true;
  if (type === "MetaProperty") return (record.meta as { name: string }).name === "import";
  if (top && (type === "AwaitExpression" || (type === "ForOfStatement" && record.await === true)))
    return true;
  if (top && type === "VariableDeclaration" && record.kind === "await using") return true;
  const inner = top && !type.includes("Function");
  for (const key of Object.keys(record)) {
    const value = record[key];
    for (const item of Array.isArray(value) ? value : [value]) {
      if (
        typeof item === "object" &&
        item !== null &&
        typeof item.type === "string" &&
        isModule(item, inner)
      ) {
        return true;
      }
    }
  }
  return false;
}

/** Whether the text says `require(`, `module.exports` or `exports.…` outside of comments and strings. */
function usesCommonJs(text: string, { leaves }: Syntax): boolean {
  const pattern = /(?<![\w$.])(?:require\s*\(|module\s*\.\s*exports\b|exports\s*(?:\.|\[|=(?!=)))/g;
  for (const { index } of text.matchAll(pattern)) {
    const leaf = leafAt(leaves, index);
    if (leaf?.start === index && leaf.type === "Keyword") return true;
  }
  return false;
}

/** The token or comment that holds an offset. */
function leafAt(leaves: Syntax["leaves"], offset: number): Syntax["leaves"][number] | undefined {
  let low = 0;
  let high = leaves.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (leaves[middle].start <= offset) low = middle;
    else high = middle - 1;
  }
  return leaves[low];
}
