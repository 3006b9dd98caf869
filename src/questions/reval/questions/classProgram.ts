import type { Node } from "../../../program/Node.js";
import { parse } from "../../../program/parse.js";
import { partIn, partsOf } from "../../nodeTypes.js";
import type { RevalProgram } from "../data/RevalData.js";

/** A program with a call that is one expression. */
export interface CallableProgram {
  readonly source: string;
  readonly call: string;
}

/**
 * A class with one of its test classes behind it and a function that runs the test as the original does: of every test
 * class the first method in the text, after `setUp`. Lines of the class keep their numbers. Undefined where there is no
 * such test.
 *
 * @throws SourceError for a test that is no Python.
 */
export function classProgram(program: RevalProgram, index: number): CallableProgram | undefined {
  const tests = parse(program.test ?? "", { language: "python", file: `${program.taskId} test` });
  const { nodes, source } = tests;
  const textOf = (node: Node | undefined): string =>
    node === undefined ? "" : source.slice(node.start, node.end);
  const nameOf = (node: Node): string => textOf(partIn(nodes, node, "name"));
  const cases = partsOf(nodes, nodes[0]).filter(
    node => node.type === "class_definition" && nameOf(node).startsWith(`${program.entryPoint}Test`),
  );
  const chosen = cases.at(index);
  const body = chosen === undefined ? undefined : partIn(nodes, chosen, "body");
  if (chosen === undefined || body === undefined) return undefined;
  const [first, ...others] = partsOf(nodes, body).filter(
    node => node.type === "function_definition" && nameOf(node).startsWith("test"),
  );
  if (first === undefined) return undefined;
  const unused = [
    ...cases.filter(node => node !== chosen),
    ...others,
    // `unittest.main()` would run, were this the main program.
    ...partsOf(nodes, nodes[0]).filter(node => node.type === "if_statement" && /__name__/.test(textOf(node))),
  ];
  const left = source
    .split("\n")
    .filter((_, i) => !unused.some(node => node.line <= i + 1 && i + 1 <= node.endLine))
    .join("\n");
  const run = [
    "def test():",
    `    case = ${nameOf(chosen)}("${nameOf(first)}")`,
    "    case.setUp()",
    `    case.${nameOf(first)}()`,
  ];
  return { source: `${program.code.trimEnd()}\n\n\n${left.trim()}\n\n\n${run.join("\n")}\n`, call: "test()" };
}
