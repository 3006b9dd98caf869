import type { Program } from "../program/Program.js";

const AROUND =
  /^(?:If|Switch|For(?:In|Of)?|While|DoWhile|Try)Statement$|^(?:Arrow)?Function(?:Declaration|Expression)$|^(?:if|match|for|while|try)_statement$|^function_definition$|^lambda$/;

/** How many branches, loops, `try` statements and functions stand around a node; an `else if` chain counts once. */
export function nesting(program: Program, node: number): number {
  const { nodes } = program;
  let depth = 0;
  for (let at = node; at >= 0; at = nodes[at].parent) {
    const { type, parent, field } = nodes[at];
    if (parent < 0 || !AROUND.test(nodes[parent].type)) continue;
    const chained = type === "IfStatement" && field === "alternate";
    if (!chained) depth++;
  }
  return depth;
}
