import type { Program } from "../../program/Program.js";

/** Leaves that say what a program holds, not how it is built. */
const BLANK: Readonly<Record<string, string>> = {
  ellipsis: "l",
  false: "l",
  float: "l",
  identifier: "n",
  integer: "l",
  none: "l",
  string: "l",
  string_content: "l",
  true: "l",
};

/** Nodes without a part in the skeleton: text about the program, and brackets that only group. */
const DROPPED: ReadonlySet<string> = new Set(["Comment", "string_end", "string_start", "type"]);

/**
 * Shape of a Python program: kinds of nodes and operators in the order of the text, names and literals blanked.
 * Comments, layout, parentheses that only group, annotations and semicolons do not count.
 */
export function pythonShape({ nodes, source }: Program): string {
  let shape = "";
  const open: number[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const { type, last, start, end, parent } = nodes[i];
    while (open.length > 0 && i > open[open.length - 1]) {
      shape += ")";
      open.pop();
    }
    if (DROPPED.has(type)) {
      i = last;
      continue;
    }
    if (type === "Punctuator" || type === "Keyword") {
      if (isOperator(nodes[parent].type)) shape += ` ${source.slice(start, end)}`;
      else if (source.slice(start, end) === "async") shape += " async";
      continue;
    }
    if (type === "parenthesized_expression" || type === "typed_parameter") continue;
    if (BLANK[type] !== undefined) {
      shape += ` ${BLANK[type]}`;
      i = last;
      continue;
    }
    shape += ` ${type.replace(/^typed_/, "")}(`;
    open.push(last);
  }
  return shape + ")".repeat(open.length);
}

/** Whether the punctuation and words directly below are its operator. */
function isOperator(type: string): boolean {
  return /_operator$|^(?:augmented_assignment|yield|raise_statement)$/.test(type);
}
