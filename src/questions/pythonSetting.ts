import type { Node } from "../program/Node.js";
import type { Program } from "../program/Program.js";
import { isFunction, isName, partIn } from "./nodeTypes.js";
import type { SettingLines } from "./settingLines.js";

/**
 * `settingLines` for Python: assignments with a value, `:=`, loop heads, `with … as`, `except … as`, names that `case`
 * patterns capture, parameters; what is taken apart included. Variables of comprehensions are other variables.
 */
export function pythonSetting(program: Program, fn: number, name: string): SettingLines {
  const { nodes, source } = program;
  const lines = new Set<number>();
  let parameter = false;
  for (let id = fn + 1; id <= nodes[fn].last; id++) {
    const node = nodes[id];
    if (isFunction(node.type)) {
      id = node.last;
      continue;
    }
    if (!isName(node.type) || source.slice(node.start, node.end) !== name) continue;
    const how = setBy(nodes, node, fn);
    if (how === "parameter") parameter = true;
    else if (how === "line") lines.add(node.line);
  }
  return { lines: [...lines].sort((a, b) => a - b), parameter };
}

/** What only wraps the names it sets. */
const PATTERN =
  /^(?:pattern_list|tuple_pattern|list_pattern|list_splat_pattern|dictionary_splat_pattern|as_pattern_target|parenthesized_expression|tuple|list|splat_pattern|case_pattern|dotted_name)$/;
const PARAMETER = /^(?:default_parameter|typed_parameter|typed_default_parameter)$/;

/** How a name sets its variable, if it does. */
function setBy(nodes: readonly Node[], name: Node, fn: number): "line" | "parameter" | undefined {
  let node = name;
  let parent = nodes[node.parent];
  while (PATTERN.test(parent.type)) {
    // A name with dots in a pattern is a constant.
    if (parent.type === "dotted_name" && parent.last > parent.id + 1) return undefined;
    node = parent;
    parent = nodes[node.parent];
  }
  if (PARAMETER.test(parent.type)) {
    if (node.field === "value" || node.field === "type") return undefined;
    node = parent;
    parent = nodes[node.parent];
  }
  switch (parent.type) {
    case "parameters":
    case "lambda_parameters":
      return parent.parent === fn ? "parameter" : undefined;
    case "assignment":
      return node.field === "left" && partIn(nodes, parent, "right") !== undefined ? "line" : undefined;
    case "augmented_assignment":
    case "for_statement":
      return node.field === "left" ? "line" : undefined;
    case "named_expression":
      return node.field === "name" ? "line" : undefined;
    case "as_pattern":
      return node.field === "alias" ? "line" : undefined;
    // A capture: the name is the pattern, or a part of one.
    case "case_clause":
    case "union_pattern":
      return node.type === "case_pattern" ? "line" : undefined;
    case "list_pattern":
    case "dict_pattern":
    case "class_pattern":
    case "keyword_pattern":
      return node.type === "case_pattern" || node.type === "splat_pattern" ? "line" : undefined;
    default:
      return undefined;
  }
}
