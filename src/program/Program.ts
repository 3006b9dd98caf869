import type { Node } from "./Node.js";

/** Languages a {@link Program} may be written in. */
export type Language = "javascript" | "typescript" | "python";

/**
 * How the source is read: `script` (sloppy unless it says otherwise), `commonjs` (as Node runs a `.cjs`
 * file: `require`, `module`, top-level `return`) or `module` (ECMAScript module, strict).
 */
export type SourceType = "script" | "commonjs" | "module";

/** The syntax trees we can build nodes from. */
export type ParserName = "acorn" | "esprima" | "tree-sitter";

/** A program: its text, and one syntax tree every other record of Tracebook points into. */
export interface Program {
  readonly schema: "tracebook/program@1";
  /** First 16 hex digits of {@link Program.sha256}; the id other records name the program by. */
  readonly id: string;
  readonly language: Language;
  /** File name as given, with forward slashes; never used to find the file again. */
  readonly file: string;
  readonly source: string;
  /** SHA-256 of language, a NUL byte and the UTF-8 source, hex. */
  readonly sha256: string;
  readonly sourceType: SourceType;
  readonly parser: ParserName;
  /** Preorder: `nodes[i].id === i`; node 0 is the whole program. */
  readonly nodes: readonly Node[];
}
