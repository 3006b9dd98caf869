import { sha256 } from "../../program/hash.js";
import type { Program } from "../../program/Program.js";
import { tree } from "../../program/tree.js";
import { children, type Syntax } from "../../trace/javascript/instrument/syntax.js";
import { pythonShape } from "./pythonSkeleton.js";

/**
 * Public hash of a program's skeleton, SHA-256 as 64 hex digits: its syntax tree with all names and literals blanked.
 * Kinds of nodes, operators, and what is optional, computed, static, async or a generator count; names, values,
 * comments, layout, parentheses and types do not, so a JavaScript program and its TypeScript twin have one skeleton. Skeletons of Python are of its own syntax: they are
 * never equal to those of another language.
 */
export function skeleton(program: Program): string {
  if (program.language === "python") return sha256(pythonShape(program));
  return sha256(shape(tree(program).ast as unknown as Syntax));
}

const WORDS = ["operator", "kind"] as const;
const FLAGS = [
  "async",
  "await",
  "computed",
  "delegate",
  "generator",
  "optional",
  "prefix",
  "static",
] as const;

function shape(node: Syntax): string {
  if (node.type === "ParenthesizedExpression") return shape(node.expression);
  if (node.type === "Identifier" || node.type === "PrivateIdentifier") return "n";
  if (node.type === "Literal") return "l";
  // A property that is written short says the same as one written out.
  const inside = node.type === "Property" ? [node.key, node.value] : children(node);
  const words = WORDS.flatMap(word => (typeof node[word] === "string" ? [node[word] as string] : []));
  const flags = FLAGS.filter(flag => node[flag] === true);
  return `${node.type}${words.map(word => `:${word}`).join("")}${flags.map(flag => `!${flag}`).join("")}(${inside.map(shape).join(",")})`;
}
