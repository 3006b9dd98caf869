import type { Site } from "../../src/trace/format/tables.js";
import { children, isFunction, type Syntax } from "../../src/trace/javascript/instrument/syntax.js";
import type { Counts } from "./counts.js";
import { forKind, type Places } from "./places.js";

/** A place where V8 has a counter if the count differs from that of the code around, and what our rows say it reads. */
export interface Block {
  readonly offset: number;
  readonly what: string;
  readonly count: number;
  /** Only explains a range that starts here: V8 drops the counter when nothing stands behind it. */
  readonly optional: boolean;
}

/** The branches and bodies of a program, where V8 puts its counters (parser-base.h, ast-source-ranges.h). */
export function blocksOf(places: Places, counts: Counts): Block[] {
  const found: Block[] = [];
  const text = places.text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n\r\u2028\u2029]*/g, c => " ".repeat(c.length));
  const add = (offset: number, what: string, count: number | undefined, optional = false): void => {
    if (count !== undefined) found.push({ offset, what, count, optional });
  };
  const arm = (site: Site | undefined, index: number): number | undefined => site && counts.arm(site, index);
  const visit = (node: Syntax): void => {
    switch (node.type) {
      case "IfStatement":
        add(node.consequent.start, "then", arm(places.site("if", node), 1));
        if (node.alternate) add(node.consequent.end, "else", arm(places.site("if", node), 0));
        break;
      case "WhileStatement":
        add(node.body.start, "body", arm(places.site("while", node), 1));
        break;
      case "ForStatement":
        add(node.body.start, "body", arm(places.site("for", node), 1));
        break;
      case "ForInStatement":
      case "ForOfStatement": {
        // A declared pattern is bound inside the body to V8; anything else before it, by the end of the head.
        const site = places.site(forKind(node), node)!;
        const declares = node.left.type === "VariableDeclaration";
        add(node.body.start, "body", declares ? arm(site, 1) : counts.ends[site.id] - counts.arm(site, 0));
        break;
      }
      case "ConditionalExpression": {
        const site = places.site("conditional", node);
        add(text.indexOf("?", node.test.end), "?", arm(site, 1));
        add(text.indexOf(":", node.consequent.end), ":", arm(site, 0));
        break;
      }
      case "LogicalExpression":
        add(text.indexOf(node.operator, node.left.end), node.operator, arm(places.site("logical", node), 1));
        break;
      case "SwitchStatement": {
        const site = places.site("switch", node);
        node.cases.forEach((c: Syntax, i: number) => {
          add(c.start, "case", arm(site, i));
        });
        break;
      }
      case "TryStatement": {
        const { handler, finalizer, block } = node;
        if (handler) add(handler.start, "catch", counts.catches[places.site("catch", handler)!.id]);
        if (finalizer) {
          const site = places.site("finally", finalizer)!;
          add(text.indexOf("finally", (handler ?? block).end), "finally", counts.begins[site.id]);
        }
        break;
      }
      case "AwaitExpression":
      case "YieldExpression": {
        const site = places.site(node.type === "AwaitExpression" ? "await" : "yield", node);
        const semicolon = /^\s*;/.exec(text.slice(node.end));
        if (site) add(node.end + (semicolon?.[0].length ?? 0), "resumed", counts.resumes[site.id], true);
        break;
      }
      case "MemberExpression":
      case "CallExpression":
        if (node.optional) {
          const site = places.site("optional", node);
          add(text.indexOf("?.", (node.object ?? node.callee).end), "?.", arm(site, 1));
        }
        break;
    }
    for (const child of children(node)) visit(child);
  };
  visit(places.root);
  return found;
}

/** A function of the text: where V8 has it start and end. */
export interface FunctionText {
  readonly start: number;
  readonly end: number;
  readonly id: number;
  readonly node: Syntax;
}

/** All functions of a program. A method starts at its definition, behind `static`. */
export function functionTexts(places: Places): FunctionText[] {
  const found: FunctionText[] = [];
  const visit = (node: Syntax, around?: Syntax): void => {
    const id = isFunction(node) ? places.functionOf(node) : undefined;
    if (id !== undefined) {
      let { start } = node;
      if (around && (around.type === "MethodDefinition" || around.method || /^[gs]et$/.test(around.kind))) {
        start = around.start;
        if (around.static)
          start += /^static(?:\s|\/\*[\s\S]*?\*\/)*/.exec(places.text.slice(start))![0].length;
      }
      found.push({ start, end: node.end, id, node });
    }
    for (const child of children(node)) visit(child, node);
  };
  visit(places.root);
  return found;
}

/** A field definition or static block. */
export interface Field {
  readonly start: number;
  readonly end: number;
  readonly static: boolean;
  readonly value: Syntax | undefined;
  /** Function id of its initialiser, if it has one. */
  readonly id: number | undefined;
}

/** All fields and static blocks of the classes of a program. */
export function fieldsOf(places: Places): Field[] {
  const found: Field[] = [];
  const visit = (node: Syntax): void => {
    if (node.type === "PropertyDefinition" || node.type === "StaticBlock") {
      const value: Syntax | undefined = node.type === "StaticBlock" ? node : (node.value ?? undefined);
      const id = value && places.initialiserOf(value);
      found.push({
        start: node.start,
        end: node.end,
        static: node.type === "StaticBlock" || node.static,
        value,
        id,
      });
    }
    for (const child of children(node)) visit(child);
  };
  visit(places.root);
  return found;
}
