import type { Node } from "../../program/Node.js";
import type { Program } from "../../program/Program.js";
import type { SiteKind } from "../../trace/format/tables.js";
import type { LineSite } from "./lineSites.js";

const STATEMENT = /_statement$|_definition$/;
const JUMP = new Set(["return_statement", "raise_statement", "break_statement", "continue_statement"]);

/**
 * The lines of a Python program that can be executed, from its syntax: simple statements, heads (`elif` and `except` among
 * them), `def` and `class`. A basic block ends at a head that chooses, behind a jump, and before a loop head; each
 * branch, loop body and handler begins one. Functions have blocks of their own.
 */
export function pythonLineSites(program: Program): ReadonlyMap<number, LineSite> {
  const { nodes } = program;
  const lines = new Map<number, LineSite>();
  let blocks = 0;
  let block = 0;
  let position = 0;
  let count = 0;
  const begin = (): void => {
    block = blocks++;
    position = 0;
  };
  const add = ({ id, line }: Node, kind: SiteKind, fn: number): void => {
    const site = { id: count++, kind, program: 0, node: id, function: fn, line, parent: -1 };
    if (!lines.has(line)) lines.set(line, { site, block, position });
    position++;
  };
  const inside = (id: number, fn: number): void => {
    begin();
    suite(id, fn);
  };
  /** Statements directly in a node, or in its block. */
  const suite = (id: number, fn: number): void => {
    for (const child of childrenOf(nodes, id)) {
      if (child.type === "block") suite(child.id, fn);
      else if (STATEMENT.test(child.type)) statement(child, fn);
    }
  };
  const clauses = (id: number, fn: number): void => {
    for (const child of childrenOf(nodes, id)) {
      if (child.type === "block") inside(child.id, fn);
      else if (child.type.endsWith("_clause") && child.type !== "with_clause") {
        begin();
        if (child.type === "elif_clause") add(child, "if", fn);
        if (/^except/.test(child.type)) add(child, "catch", fn);
        // A block behind the condition of `elif` begins anew; that of a handler goes on.
        if (child.type === "elif_clause") clauses(child.id, fn);
        else suite(child.id, fn);
      }
    }
    begin();
  };
  const statement = (node: Node, fn: number): void => {
    switch (node.type) {
      case "if_statement":
        add(node, "if", fn);
        clauses(node.id, fn);
        return;
      case "match_statement":
        add(node, "switch", fn);
        for (const child of childrenOf(nodes, node.id)) if (child.type === "block") clauses(child.id, fn);
        return;
      case "for_statement":
      case "while_statement":
        begin();
        add(node, node.type === "for_statement" ? "for-of" : "while", fn);
        clauses(node.id, fn);
        return;
      case "try_statement":
        add(node, "try", fn);
        clauses(node.id, fn);
        return;
      case "with_statement":
        add(node, "with", fn);
        suite(node.id, fn);
        return;
      case "decorated_definition":
        add(node, "statement", fn);
        for (const child of childrenOf(nodes, node.id)) if (STATEMENT.test(child.type)) definition(child, fn);
        return;
      case "function_definition":
      case "class_definition":
        add(node, "statement", fn);
        definition(node, fn);
        return;
      default:
        add(node, "statement", fn);
        if (JUMP.has(node.type)) begin();
    }
  };
  const definition = (node: Node, fn: number): void => {
    const [outer, at] = [block, position];
    inside(node.id, node.type === "class_definition" ? fn : node.id);
    // A function is defined in passing; the body of a class is executed.
    if (node.type === "class_definition") begin();
    else [block, position] = [outer, at];
  };
  inside(0, 0);
  return lines;
}

function childrenOf(nodes: readonly Node[], id: number): Node[] {
  const found: Node[] = [];
  for (let child = id + 1; child <= nodes[id].last; child = nodes[child].last + 1) found.push(nodes[child]);
  return found;
}
