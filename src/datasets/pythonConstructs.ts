import type { Node } from "../program/Node.js";
import type { Program } from "../program/Program.js";

/** Node types that are a construct by themselves. */
const BY_TYPE: Readonly<Record<string, string>> = {
  assert_statement: "assert",
  augmented_assignment: "compound assignment",
  await: "await",
  break_statement: "break",
  class_definition: "class",
  conditional_expression: "conditional",
  continue_statement: "continue",
  decorator: "decorator",
  default_parameter: "default value",
  delete_statement: "delete",
  dictionary: "dict",
  dictionary_comprehension: "dict comprehension",
  dictionary_splat: "spread",
  dictionary_splat_pattern: "keyword rest",
  elif_clause: "elif",
  except_clause: "except",
  except_group_clause: "except*",
  finally_clause: "finally",
  generator_expression: "generator expression",
  global_statement: "global",
  if_statement: "if",
  import_from_statement: "import",
  import_statement: "import",
  interpolation: "f-string",
  keyword_argument: "keyword argument",
  keyword_separator: "keyword only",
  lambda: "lambda",
  list_comprehension: "list comprehension",
  list_splat: "spread",
  list_splat_pattern: "rest",
  match_statement: "match",
  named_expression: "walrus",
  nonlocal_statement: "nonlocal",
  pattern_list: "unpacking",
  positional_separator: "positional only",
  raise_statement: "raise",
  set: "set",
  set_comprehension: "set comprehension",
  slice: "slice",
  tuple: "tuple",
  tuple_pattern: "unpacking",
  type: "annotation",
  typed_default_parameter: "default value",
  while_statement: "while",
};

/** Built-in names and modules whose mention is a construct. */
const BY_NAME: Readonly<Record<string, string>> = {
  asyncio: "asyncio",
  collections: "collections",
  contextlib: "contextlib",
  dataclass: "dataclass",
  enumerate: "enumerate",
  functools: "functools",
  heapq: "heapq",
  isinstance: "isinstance",
  itertools: "itertools",
  iter: "iterator",
  next: "iterator",
  print: "print",
  property: "property",
  sorted: "sorted",
  super: "super",
  zip: "zip",
};

/** Types whose word `async` makes another construct of them; `false` where they are none without it. */
const ASYNC: Readonly<Record<string, readonly [string | false, string]>> = {
  for_statement: ["for", "async for"],
  for_in_clause: [false, "async for"],
  function_definition: [false, "async function"],
  with_statement: ["with", "async with"],
};

/** Types an `else` of which belongs to no `if`. */
const LOOPS: readonly string[] = ["for_statement", "while_statement"];

/** Language constructs a Python program uses, sorted, found in the node table; see `constructs`. */
export function pythonConstructs({ nodes, source }: Program): readonly string[] {
  const found = new Set<string>();
  const text = (node: Node): string => source.slice(node.start, node.end);
  for (const node of nodes) {
    const { type, parent } = node;
    const above = nodes[parent]?.type ?? "";
    if (BY_TYPE[type] !== undefined) found.add(BY_TYPE[type]);
    if (type === "identifier" && Object.hasOwn(BY_NAME, text(node))) found.add(BY_NAME[text(node)]);
    if (type in ASYNC) {
      const word = nodes[node.id + 1];
      const kind = ASYNC[type][word?.type === "Keyword" && text(word) === "async" ? 1 : 0];
      if (kind !== false) found.add(kind);
    }
    if (type === "else_clause" && LOOPS.includes(above)) found.add("loop else");
    if (type === "else_clause" && above === "try_statement") found.add("try else");
    if (type === "yield") found.add(hasWord(nodes, node, "from", text) ? "yield from" : "yield");
    if (type === "raise_statement" && hasWord(nodes, node, "from", text)) found.add("raise from");
    if (type === "argument_list" && above === "class_definition") found.add("extends");
    if (type === "comparison_operator") comparison(nodes, node, text, found);
    if (type === "function_definition" && /^__\w+__$/.test(text(name(nodes, node))))
      found.add("dunder method");
  }
  return [...found].sort();
}

/** A comparison with `in` or `is`, and one of three or more values. */
function comparison(
  nodes: readonly Node[],
  node: Node,
  text: (node: Node) => string,
  found: Set<string>,
): void {
  const words = own(nodes, node).filter(({ type }) => type === "Keyword" || type === "Punctuator");
  for (const word of words) if (/^(?:in|is)$/.test(text(word))) found.add(text(word));
  // `not in` and `is not` are one operator of two words.
  if (words.filter(word => text(word) !== "not").length > 1) found.add("chained comparison");
}

function name(nodes: readonly Node[], definition: Node): Node {
  return own(nodes, definition).find(({ field }) => field === "name")!;
}

function hasWord(nodes: readonly Node[], node: Node, word: string, text: (node: Node) => string): boolean {
  return own(nodes, node).some(child => child.type === "Keyword" && text(child) === word);
}

/** Children of a node. */
function own(nodes: readonly Node[], { id, last }: Node): readonly Node[] {
  const found: Node[] = [];
  for (let i = id + 1; i <= last; i = nodes[i].last + 1) found.push(nodes[i]);
  return found;
}
