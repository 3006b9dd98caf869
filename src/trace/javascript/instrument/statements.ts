import { renderPattern } from "./assignments.js";
import { renderClass } from "./classes.js";
import type { Emitter } from "./Emitter.js";
import { renderArgument, renderExpression } from "./expressions.js";
import { renderFunction } from "./functions.js";
import { renderLoop } from "./loops.js";
import { renderModuleItem } from "./modules.js";
import { lexicalNames } from "./Scope.js";
import { boundNames, isAnonymousFunction, type Syntax } from "./syntax.js";

/**
 * A rendered statement. `before` must stand in front of any labels of the statement; `after` behind it. The
 * three are statements of one list, so a place that takes a single statement needs braces around them.
 */
export interface Rendered {
  readonly before: string;
  readonly text: string;
  readonly after: string;
}

/** Renders a statement list that fills the source from `from` to `to`; function declarations are SET first, as they are hoisted. */
export function renderStatements(e: Emitter, list: readonly Syntax[], from: number, to: number): string {
  let out = hoisted(e, list);
  let at = from;
  for (const statement of list) {
    out += e.slice(at, statement.start) + joined(renderStatement(e, statement));
    if (e.record.audit && audited(statement)) out += audit(e);
    at = statement.end;
  }
  return out + e.slice(at, to);
}

/** A statement where the grammar takes one: a block stays a block, anything else is put in braces. `first` runs at its start. */
export function renderBody(e: Emitter, node: Syntax, first = ""): string {
  if (node.type === "BlockStatement") return renderBlock(e, node, first);
  return `{${first}${e.inScope(lexicalNames([node]), () => hoisted(e, [node]) + joined(renderStatement(e, node)))}}`;
}

/** `{ … }` with its own scope. */
export function renderBlock(e: Emitter, node: Syntax, first = ""): string {
  const inner = e.inScope(lexicalNames(node.body), () =>
    renderStatements(e, node.body, node.start + 1, node.end - 1),
  );
  return `{${first}${inner}}`;
}

/** Renders one statement. */
export function renderStatement(e: Emitter, node: Syntax): Rendered {
  switch (node.type) {
    case "EmptyStatement":
      return { before: "", text: e.slice(node.start, node.end), after: "" };
    case "FunctionDeclaration":
      return { before: "", text: renderFunction(e, node, "function", node.id?.name ?? "default"), after: "" };
    case "BlockStatement":
      return { before: "", text: renderBlock(e, node), after: "" };
    case "LabeledStatement": {
      const inner = renderStatement(e, node.body);
      // A declaration may not follow a label together with hooks; the hooks of a plain statement go in braces.
      const loop = /^(?:For|While|DoWhile|Labeled|Block|Switch)/.test(node.body.type);
      const label = e.slice(node.start, node.body.start);
      return loop
        ? { before: inner.before, text: label + inner.text, after: inner.after }
        : { before: "", text: `${label}{${joined(inner)}}`, after: "" };
    }
    case "IfStatement":
      return renderIf(e, node);
    case "SwitchStatement":
      return renderSwitch(e, node);
    case "TryStatement":
      return renderTry(e, node);
    case "WhileStatement":
    case "DoWhileStatement":
    case "ForStatement":
    case "ForInStatement":
    case "ForOfStatement":
      return renderLoop(e, node);
    case "WithStatement": {
      const site = e.addSite("with", node);
      const object = e.hook("nv", e.frame, site, renderArgument(e, node.object));
      const head =
        e.slice(node.start, node.object.start) + object + e.slice(node.object.end, node.body.start);
      const body = e.under(site, () => e.inScope([], () => renderBody(e, node.body), true));
      return { before: `${e.hook("b", e.frame, site)};`, text: head + body, after: "" };
    }
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
    case "ExportAllDeclaration":
      return renderModuleItem(e, node);
    default:
      return renderSimple(e, node);
  }
}

/** BEGIN, the statement, END. */
function renderSimple(e: Emitter, node: Syntax): Rendered {
  const site = e.addSite("statement", node);
  const begin = `${e.hook("b", e.frame, site)};`;
  const end = `;${e.hook("n", e.frame, site)};`;
  return e.under(site, (): Rendered => {
    switch (node.type) {
      case "ReturnStatement":
        return { before: begin, text: renderReturn(e, node, site), after: "" };
      case "ThrowStatement":
        return { before: begin, text: renderChildStatement(e, node), after: "" };
      case "BreakStatement":
      case "ContinueStatement":
        return { before: begin + end.slice(1), text: e.slice(node.start, node.end), after: "" };
      case "VariableDeclaration":
        return { before: begin, text: renderDeclaration(e, node, ""), after: end };
      case "ClassDeclaration":
        return {
          before: begin,
          text: renderClass(e, node),
          after: `;${e.set(node.id, node, node.id.name)}${end}`,
        };
      default:
        return { before: begin, text: renderChildStatement(e, node), after: end };
    }
  });
}

function renderChildStatement(e: Emitter, node: Syntax): string {
  const child: Syntax | undefined = node.expression ?? node.argument;
  if (!child) return e.slice(node.start, node.end);
  return e.slice(node.start, child.start) + renderExpression(e, child) + e.slice(child.end, node.end);
}

function renderReturn(e: Emitter, node: Syntax, site: number): string {
  // The frame of a module has no value of its own: `return` there belongs to the CommonJS wrapper.
  if (!node.argument) return `return ${e.hook("r", e.frame, site, "void 0")};`;
  const value = e.hook("r", e.frame, site, renderArgument(e, node.argument));
  return e.slice(node.start, node.argument.start) + value + e.slice(node.argument.end, node.end);
}

/**
 * A declaration with its SETs in order. `last` is a hook call to run when all is bound (the END of a `for`
 * initialiser, which has no place behind it).
 */
export function renderDeclaration(e: Emitter, node: Syntax, last: string): string {
  let out = "";
  let at = node.start;
  for (const declarator of node.declarations as Syntax[]) {
    out += e.slice(at, declarator.start) + renderDeclarator(e, declarator, node.kind);
    at = declarator.end;
  }
  if (last !== "") out += `,${e.fresh("v")}=${last}`;
  return out + e.slice(at, node.end);
}

function renderDeclarator(e: Emitter, node: Syntax, kind: string): string {
  const { id, init } = node;
  if (id.type !== "Identifier") {
    const sets: string[] = [];
    const pattern = renderPattern(e, id, node, sets, d => renderExpression(e, d));
    const text = pattern + e.slice(id.end, init.start) + renderExpression(e, init);
    return sets.length === 0 ? text : `${text},${e.fresh("v")}=${e.hook("z", ...sets)}`;
  }
  const name = e.slice(id.start, id.end);
  // `var x;` changes nothing; `let x;` gives it the value undefined.
  if (!init)
    return kind === "var"
      ? name + e.slice(id.end, node.end)
      : `${name}=${e.set(id, node, "void 0")}${e.slice(id.end, node.end)}`;
  const gap = e.slice(id.end, init.start);
  if (!isAnonymousFunction(init)) return name + gap + e.set(id, node, renderArgument(e, init));
  // An anonymous function takes its name from the binding, so nothing may stand between; SET follows.
  e.hintName(init, id.name);
  return `${name}${gap}${renderExpression(e, init)},${e.fresh("v")}=${e.set(id, node, id.name)}`;
}

function renderIf(e: Emitter, node: Syntax): Rendered {
  const site = e.addSite("if", node);
  const text = e.under(site, () => {
    const test = e.hook("h", e.frame, site, renderArgument(e, node.test));
    let out =
      e.slice(node.start, node.test.start) +
      test +
      e.slice(node.test.end, node.consequent.start) +
      renderBody(e, node.consequent);
    if (node.alternate)
      out += e.slice(node.consequent.end, node.alternate.start) + renderBody(e, node.alternate);
    return out;
  });
  return { before: `${e.hook("b", e.frame, site)};`, text, after: "" };
}

function renderSwitch(e: Emitter, node: Syntax): Rendered {
  const site = e.addSite("switch", node);
  const text = e.under(site, () => {
    let out =
      e.slice(node.start, node.discriminant.start) +
      e.hook("nv", e.frame, site, renderArgument(e, node.discriminant));
    let at: number = node.discriminant.end;
    const statements: Syntax[] = node.cases.flatMap((c: Syntax) => c.consequent);
    e.inScope(lexicalNames(statements), () => {
      node.cases.forEach((one: Syntax, index: number) => {
        out += e.slice(at, one.start);
        at = one.start;
        const key = one.test ? e.slice(at, one.test.start) + renderExpression(e, one.test) : "default";
        at = one.test ? one.test.end : one.start + key.length;
        const colon = e.find(":", at) + 1;
        const taken = `${e.hook("sc", e.frame, site, index)};`;
        out += key + e.slice(at, colon) + taken + renderStatements(e, one.consequent, colon, one.end);
        at = one.end;
      });
    });
    return out + e.slice(at, node.end);
  });
  return { before: `${e.hook("b", e.frame, site)};`, text, after: "" };
}

function renderTry(e: Emitter, node: Syntax): Rendered {
  const suspends = e.fn.async || e.fn.generator;
  const site = e.addSite("try", node);
  const text = e.under(site, () => {
    let out = e.slice(node.start, node.block.start) + renderBlock(e, node.block);
    let at: number = node.block.end;
    if (node.handler) {
      out += e.slice(at, node.handler.start) + renderCatch(e, node.handler, suspends ? "kg" : "k");
      at = node.handler.end;
    }
    if (node.finalizer) {
      const place = e.addSite("finally", node.finalizer);
      const first = `${e.hook(suspends ? "yg" : "y", e.frame, place)};`;
      out += e.slice(at, node.finalizer.start) + e.under(place, () => renderBlock(e, node.finalizer, first));
    }
    return out;
  });
  const head = `${e.hook("b", e.frame, site)};${e.hook("n", e.frame, site)};`;
  return { before: head, text, after: "" };
}

/** `catch (p) {…}`: a pattern becomes a `let` behind the CATCH row, so that the row stands before anything it runs. */
function renderCatch(e: Emitter, node: Syntax, hook: "k" | "kg"): string {
  const site = e.addSite("catch", node);
  const x = `${e.prefix}x`;
  const take = (value: string): string => `${e.hook(hook, e.frame, site, value)};`;
  const { param, body } = node;
  return e.under(site, () => {
    if (!param) return `catch(${x})${e.lines(node.start + 5, body.start)}${renderBlock(e, body, take(x))}`;
    const names = boundNames(param).map(identifier => ({ identifier, kind: "catch" as const }));
    return e.inScope(names, () => {
      if (param.type === "Identifier") {
        return `${e.slice(node.start, body.start)}${renderBlock(e, body, `${take(param.name)}${e.set(param, param, param.name)};`)}`;
      }
      const sets: string[] = [];
      const pattern = renderPattern(e, param, param, sets, d => renderExpression(e, d));
      const gap = e.lines(node.start + 5, param.start);
      const tail = e.lines(param.end, body.start);
      const first = `${take(x)}let ${gap}${pattern}=${x};${sets.map(s => `${s};`).join("")}${tail}`;
      return `catch(${x}){${first}${renderBlock(e, body)}}`;
    });
  });
}

/** SETs of the functions a list declares, which exist before its first statement. */
function hoisted(e: Emitter, list: readonly Syntax[]): string {
  return list
    .map(s => (s.type.startsWith("Export") && s.declaration) || s)
    .filter(s => s.type === "FunctionDeclaration" && s.id)
    .map(s => `${e.set(s.id, s, s.id.name)};`)
    .join("");
}

/** The three parts in a row. */
export function joined({ before, text, after }: Rendered): string {
  return before + text + after;
}

function audited(node: Syntax): boolean {
  return !/^(?:Return|Throw|Break|Continue)/.test(node.type);
}

/** Reads every variable of the function that is in scope back, behind a statement. */
function audit(e: Emitter): string {
  let out = ";";
  const seen = new Set<string>();
  for (
    let scope: typeof e.scope | undefined = e.scope;
    scope && scope.functionId === e.fn.id;
    scope = scope.outer
  ) {
    for (const [name, { variable, importText }] of scope.names) {
      if (seen.has(name) || importText !== undefined) continue;
      seen.add(name);
      out += `${e.hook("au", e.frame, variable, `()=>${name}`)};`;
    }
  }
  return out;
}
