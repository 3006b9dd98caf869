import type { Node } from "./Node.js";
import type { Program } from "./Program.js";

/**
 * What a token is: esprima's classes, and two it has no word for — a private name, and a piece of TypeScript that
 * is blanked out before parsing.
 */
export type TokenClass =
  | "Keyword"
  | "Identifier"
  | "Punctuator"
  | "Numeric"
  | "String"
  | "Boolean"
  | "Null"
  | "RegularExpression"
  | "Template"
  | "PrivateIdentifier"
  | "Type";

/** A classified token. */
export interface ProgramToken {
  readonly class: TokenClass;
  /** Its text, as in the source. */
  readonly text: string;
  /** UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Innermost node that holds all of it: its leaf, or the template literal of a template token. */
  readonly node: number;
}

/** Words esprima calls keywords wherever they stand, property names included. */
const KEYWORDS: ReadonlySet<string> = new Set(
  `if in do var for new try let this else case void with enum while break catch throw const yield class super
  return typeof delete switch export import default finally extends function continue instanceof debugger`.split(
    /\s+/,
  ),
);

/** Words esprima calls keywords in strict code. */
const STRICT_KEYWORDS: ReadonlySet<string> = new Set(
  "implements interface package private protected public static".split(" "),
);

/**
 * The tokens of a program in source order, classified as esprima does; comments are left out. The classes are
 * lexical: the `default` of `a.default` is a Keyword. A template's pieces come with their delimiters, as
 * `` `a${ ``, `}b${` and `` }c` ``.
 */
export function tokens(program: Program): ProgramToken[] {
  const { nodes, source } = program;
  const found: ProgramToken[] = [];
  /** Start of the template piece being read, -1 outside; a piece begins at a backquote or a `}` of its literal. */
  let piece = -1;
  /** End of the strict code around. */
  let strict = program.sourceType === "module" ? source.length : 0;
  for (const node of nodes) {
    if (node.type === "ClassDeclaration" || node.type === "ClassExpression")
      strict = Math.max(strict, node.end);
    else if (isUseStrict(program, node)) strict = Math.max(strict, nodes[node.parent].end);
    if (node.last !== node.id || node.start === node.end || node.type === "Comment") continue;
    const text = source.slice(node.start, node.end);
    if (inTemplate(nodes, node, text)) {
      if (node.type === "TemplateElement") continue;
      if (piece < 0) {
        piece = node.start;
        continue;
      }
      const whole = source.slice(piece, node.end);
      found.push({ class: "Template", text: whole, start: piece, end: node.end, node: node.parent });
      piece = -1;
      continue;
    }
    const reserved = node.start < strict && STRICT_KEYWORDS.has(text) && node.type !== "Type";
    const kind = reserved ? "Keyword" : classify(node, text);
    found.push({ class: kind, text, start: node.start, end: node.end, node: node.id });
  }
  return found;
}

/** Whether a leaf is a delimiter or element of a template literal (parentheses around its expressions are not). */
function inTemplate(nodes: readonly Node[], node: Node, text: string): boolean {
  if (node.parent < 0 || nodes[node.parent].type !== "TemplateLiteral") return false;
  return node.type === "TemplateElement" || text === "`" || text === "${" || text === "}";
}

/** Whether a statement is a `"use strict"` directive: in the prologue of a program or function body. */
function isUseStrict({ nodes, source }: Program, node: Node): boolean {
  if (node.type !== "ExpressionStatement") return false;
  if (!/^(["'])use strict\1\s*;?$/.test(source.slice(node.start, node.end))) return false;
  const body = nodes[node.parent];
  if (body.type === "BlockStatement" && !/Function/.test(nodes[body.parent].type)) return false;
  if (body.type !== "BlockStatement" && body.type !== "Program") return false;
  for (let id = body.id + 1; id < node.id; id = nodes[id].last + 1) {
    const before = nodes[id];
    if (before.type === "ExpressionStatement" && nodes[id + 1].type === "Literal") continue;
    if (before.type !== "Comment" && before.type !== "Punctuator") return false;
  }
  return true;
}

function classify(node: Node, text: string): TokenClass {
  if (node.type === "PrivateIdentifier" || node.type === "Type") return node.type;
  if (node.type === "Punctuator" || node.type === "EmptyStatement") return "Punctuator";
  if (/^["']/.test(text)) return "String";
  if (text.startsWith("/")) return "RegularExpression";
  if (/^\.?\d/.test(text)) return "Numeric";
  if (text === "null") return "Null";
  if (text === "true" || text === "false") return "Boolean";
  return KEYWORDS.has(text) ? "Keyword" : "Identifier";
}
