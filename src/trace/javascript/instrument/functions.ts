import type { FunctionKind } from "../../format/tables.js";
import { renderPattern } from "./assignments.js";
import type { Emitter, FunctionContext } from "./Emitter.js";
import { renderArgument, renderExpression } from "./expressions.js";
import { type Declared, hoistedNames, lexicalNames, type Scope } from "./Scope.js";
import { renderStatements } from "./statements.js";
import { boundNames, hasUseStrict, isAnonymousFunction, type Syntax } from "./syntax.js";

/** What {@link renderFunction} takes besides the function node. */
export interface FunctionShape {
  /** The property or method definition around the function, whose text is the function's text. */
  readonly whole?: Syntax;
  /** Where the function's own text starts, when not at `whole` (behind `static`). */
  readonly textStart?: number;
  /** Function id already given (a class constructor). */
  readonly id?: number;
  readonly derived?: boolean;
}

/** Renders a function with its activation hooks; for methods `whole` is the definition around it. */
export function renderFunction(
  e: Emitter,
  node: Syntax,
  kind: FunctionKind,
  name: string,
  whole?: Syntax,
  shape: FunctionShape = {},
): string {
  const outer = whole ?? node;
  const textStart = shape.textStart ?? outer.start;
  const hint = e.takeHint(node);
  const arrow = node.type === "ArrowFunctionExpression";
  const id =
    shape.id ??
    e.addFunction(arrow ? "arrow" : kind, hint ?? name, node, node.async, node.generator, {
      ...outer,
      start: textStart,
    } as Syntax);
  const context = functionContext(e, node, arrow ? "arrow" : kind, id, shape.derived ?? false);

  // A class constructor has no text of its own: the class carries the marker.
  const token = firstTokenEnd(e, outer, node, textStart);
  let out = e.slice(outer.start, token) + (shape.id === undefined ? `/*${e.prefix}${id}*/` : "");
  let at = token;
  if (whole?.computed) {
    out += e.slice(at, whole.key.start) + renderExpression(e, whole.key);
    at = whole.key.end;
  }
  const { fn, scope, site } = e;
  e.scope = functionScope(e, node, context);
  e.fn = {
    ...fn,
    strict: context.strict,
    get thisOwner() {
      return context.thisOwner;
    },
  };
  for (const param of node.params as Syntax[]) {
    if (param.start >= at) {
      out +=
        e.slice(at, param.start) +
        renderPattern(e, param, param, undefined, d => renderDefault(e, d, context));
      at = param.end;
    }
  }
  e.fn = context;
  e.site = -1;
  const names = (node.params as Syntax[]).flatMap(p => boundNames(p));
  e.tables.functions[id].params = names.map(n => e.scope.names.get(n.name)!.variable);
  const sets = names.map(n => e.set(n, n, n.name));
  out += e.slice(at, node.body.start);
  out +=
    arrow && node.expression
      ? renderArrowBody(e, node.body, sets)
      : renderFunctionBody(e, node.body, node, sets);
  e.fn = fn;
  e.scope = scope;
  e.site = site;
  return out;
}

/** The context a function's body is rendered in. */
export function functionContext(
  e: Emitter,
  node: Syntax,
  kind: FunctionKind,
  id: number,
  derived = false,
): FunctionContext {
  const arrow = kind === "arrow";
  const body: Syntax | undefined = node.body?.type === "BlockStatement" ? node.body : undefined;
  const context: FunctionContext = {
    id,
    kind,
    depth: e.fn.depth + 1,
    async: node.async === true,
    generator: node.generator === true,
    strict: e.fn.strict || (body !== undefined && hasUseStrict(body.body)),
    thisOwner: e.fn.thisOwner,
    thisVariable: -1,
    derived,
  };
  return arrow ? context : Object.assign(context, { thisOwner: context });
}

/** `{` body `}` with enter, parameter and function SETs, exception and leave hooks. */
export function renderFunctionBody(e: Emitter, body: Syntax, node: Syntax, sets: readonly string[]): string {
  const list: Syntax[] = body.body;
  const directives = list.filter(s => s.directive !== undefined);
  const start = directives.length > 0 ? directives[directives.length - 1].end : body.start + 1;
  const end = e.addSite("function", node);
  const inner = renderStatements(e, list.slice(directives.length), start, body.end - 1);
  const last = list.at(-1)?.type;
  const fall =
    last === "ReturnStatement" || last === "ThrowStatement" ? "" : `;${e.hook("rn", e.frame, end)};`;
  return `${e.slice(body.start, start)}${directives.length > 0 ? ";" : ""}${enter(e, sets)}${inner}${fall}${leave(e)}}`;
}

function renderArrowBody(e: Emitter, body: Syntax, sets: readonly string[]): string {
  const site = e.addSite("arrow", body);
  const value = e.under(site, () => renderArgument(e, body));
  return `{${enter(e, sets)}${e.hook("b", e.frame, site)};return ${e.hook("r", e.frame, site, value)};${leave(e)}}`;
}

/** `const $$f=$$e(…);try{` and the SETs of `this` and the parameters. Rendered after the body, which tells whether `this` is used. */
export function enter(e: Emitter, sets: readonly string[]): string {
  const { fn } = e;
  const suspends = fn.async || fn.generator;
  const self =
    fn.thisVariable >= 0 && !fn.derived
      ? [e.hook("s", e.frame, e.addWriteAt(fn.thisVariable, fn.id), "this")]
      : [];
  const first = [...self, ...sets].map(s => `${s};`).join("");
  return `const ${e.frame}=${e.hook(suspends ? "eg" : "e", fn.id, e.outerFrame)};try{${first}`;
}

/** `}catch…finally…` of an activation. */
export function leave(e: Emitter): string {
  const x = `${e.prefix}x`;
  const suspends = e.fn.async || e.fn.generator;
  return `}catch(${x}){throw ${e.hook(suspends ? "tg" : "t", e.frame, e.fn.id, x)}}finally{${e.hook(suspends ? "qg" : "q", e.frame)}}`;
}

/**
 * An initialiser (parameter default, class field) as an activation of its own: it runs before or outside the
 * body that it belongs to. `wrap` may put a hook around the value.
 */
export function renderInitialiser(
  e: Emitter,
  node: Syntax,
  name: string,
  thisOwner: FunctionContext | undefined,
  wrap: (value: string) => string,
): string {
  const { fn, site } = e;
  const id = e.addFunction("init", name, node, false, false);
  const context: FunctionContext = {
    id,
    kind: "init",
    depth: fn.depth + 1,
    async: false,
    generator: false,
    strict: fn.strict,
    thisOwner,
    thisVariable: -1,
    derived: false,
  };
  if (!thisOwner) Object.assign(context, { thisOwner: context });
  e.fn = context;
  e.site = -1;
  const place = e.addSite("init", node);
  const value = wrap(e.under(place, () => renderArgument(e, node)));
  const text = `(()=>{${enter(e, [])}${e.hook("b", e.frame, place)};return ${e.hook("r", e.frame, place, value)};${leave(e)}})()`;
  e.fn = fn;
  e.site = site;
  return text;
}

/** A default stays as it is when nothing in it needs a hook; otherwise it becomes an initialiser activation. */
function renderDefault(e: Emitter, node: Syntax, context: FunctionContext): string {
  if (isAnonymousFunction(node)) return renderExpression(e, node);
  const marks = e.mark();
  const plain = renderExpression(e, node);
  if (plain === e.slice(node.start, node.end)) return plain;
  e.release(marks);
  return renderInitialiser(e, node, "<default>", context.thisOwner, value => value);
}

/** Parameters, hoisted names, the body's own declarations, and around them the name of a function expression. */
function functionScope(e: Emitter, node: Syntax, context: FunctionContext): Scope {
  let outer = e.scope;
  if (node.type === "FunctionExpression" && node.id) {
    outer = { names: new Map(), outer, functionId: context.id };
    e.declare(outer, [{ identifier: node.id, kind: "function" }]);
  }
  const scope: Scope = { names: new Map(), outer, functionId: context.id };
  const params: Declared[] = (node.params as Syntax[])
    .flatMap(p => boundNames(p))
    .map(identifier => ({ identifier, kind: "param" as const }));
  e.declare(scope, params);
  if (node.body.type === "BlockStatement") {
    e.declare(scope, hoistedNames(node.body, context.strict));
    e.declare(scope, lexicalNames(node.body.body));
  }
  return scope;
}

/** End of the first token of a function's text; the marker comment goes behind it. */
function firstTokenEnd(e: Emitter, outer: Syntax, node: Syntax, start: number): number {
  if (outer.key && !outer.computed && outer.key.start === start) return outer.key.end;
  const param: Syntax | undefined = node.params[0];
  if (param && param.start === start) return param.end;
  const word = /^[\w$]+/.exec(e.text.slice(start, start + 16));
  return start + (word ? word[0].length : 1);
}
