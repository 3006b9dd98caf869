import { renderAssignment, renderDelete, renderUpdate } from "./assignments.js";
import { renderClass } from "./classes.js";
import type { Emitter } from "./Emitter.js";
import { renderFunction } from "./functions.js";
import { isDynamic, resolve } from "./Scope.js";
import { children, type Syntax, unwrap } from "./syntax.js";

/** Renders an expression (or a pattern-free piece of one) with its hooks. */
export function renderExpression(e: Emitter, node: Syntax): string {
  switch (node.type) {
    case "Identifier":
      return renderRead(e, node);
    case "ThisExpression":
      useThis(e, node);
      return e.slice(node.start, node.end);
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return renderFunction(e, node, "function", node.id?.name ?? "<anonymous>");
    case "ClassExpression":
      return renderClass(e, node);
    case "AssignmentExpression":
      return renderAssignment(e, node);
    case "UpdateExpression":
      return renderUpdate(e, node);
    case "UnaryExpression":
      if (node.operator === "delete") return renderDelete(e, node);
      // `typeof` of a global that nobody has assigned yet must not become a read of it.
      return node.operator === "typeof" && isGlobal(e, unwrap(node.argument))
        ? e.slice(node.start, node.end)
        : renderPieces(e, node);
    case "ConditionalExpression":
      return (
        e.hook("i", e.frame, e.addSite("conditional", node), renderArgument(e, node.test)) +
        e.slice(node.test.end, node.consequent.start) +
        renderExpression(e, node.consequent) +
        e.slice(node.consequent.end, node.alternate.start) +
        renderExpression(e, node.alternate)
      );
    case "LogicalExpression": {
      const hook = node.operator === "&&" ? "la" : node.operator === "||" ? "lo" : "ln";
      const left = e.hook(hook, e.frame, e.addSite("logical", node), renderArgument(e, node.left));
      return left + e.slice(node.left.end, node.right.start) + renderExpression(e, node.right);
    }
    case "AwaitExpression": {
      const site = e.addSite("await", node);
      const value = e.hook("a", e.frame, site, renderArgument(e, node.argument));
      return e.hook("u", e.frame, site, e.slice(node.start, node.argument.start) + value);
    }
    case "YieldExpression":
      return renderYield(e, node);
    case "CallExpression":
      return renderCall(e, node);
    case "NewExpression": {
      if (readsName(e, node.callee)) {
        return `(${renderRead(e, node.callee)},${e.slice(node.start, node.callee.end)}${renderArguments(e, node, node.callee.end)})`;
      }
      // A call in the callee would end it: `new f()()`.
      const callee = renderExpression(e, node.callee);
      const plain = callee === e.slice(node.callee.start, node.callee.end) || !callee.includes("(");
      return (
        e.slice(node.start, node.callee.start) +
        (plain ? callee : `(${callee})`) +
        renderArguments(e, node, node.callee.end)
      );
    }
    case "ChainExpression":
      return renderChainValue(e, node.expression);
    case "MemberExpression":
      return renderMember(e, node);
    case "TaggedTemplateExpression":
      return (
        renderCallee(e, node.tag) + e.slice(node.tag.end, node.quasi.start) + renderPieces(e, node.quasi)
      );
    case "Property":
      return renderProperty(e, node);
    case "MetaProperty":
      if (node.meta.name === "import") e.refuse(node, "import.meta cannot be used in a traced program");
      return e.slice(node.start, node.end);
    case "ImportExpression":
      return e.refuse(node, "import() cannot be used in a traced program; import the file statically");
    default:
      return renderPieces(e, node);
  }
}

/** Original text with each child rendered as an expression. */
export function renderPieces(e: Emitter, node: Syntax): string {
  let out = "";
  let at = node.start;
  for (const child of children(node)) {
    out += e.slice(at, child.start) + renderExpression(e, child);
    at = child.end;
  }
  return out + e.slice(at, node.end);
}

/** An expression in argument position: a comma expression needs its parentheses there. */
export function renderArgument(e: Emitter, node: Syntax): string {
  const text = renderExpression(e, node);
  return node.type === "SequenceExpression" ? `(${text})` : text;
}

/** Key of a member or property as an expression: the computed one, or the name as a string. */
export function renderKey(e: Emitter, node: Syntax): string {
  return node.computed ? renderArgument(e, node.property) : JSON.stringify(node.property.name);
}

/** Remembers that `this` is used, so that its owner records it. Returns the variable, -1 at module level. */
export function useThis(e: Emitter, node: Syntax): number {
  const owner = e.fn.thisOwner;
  if (!owner) return -1;
  if (owner.thisVariable < 0) owner.thisVariable = e.addVariable("this", "this", owner.id, node);
  return owner.thisVariable;
}

function renderRead(e: Emitter, node: Syntax): string {
  const binding = resolve(e.scope, node.name);
  if (!binding)
    return node.name === e.slice(node.start, node.end) ? node.name : e.slice(node.start, node.end);
  const text = binding.importText ?? e.slice(node.start, node.end);
  if (!e.record.reads || binding.importText || isDynamic(e.scope, node.name)) return text;
  return e.hook("g", e.frame, e.addRead(binding.variable, node), text);
}

/** A name whose reads are recorded. */
function readsName(e: Emitter, node: Syntax): boolean {
  if (!e.record.reads || node.type !== "Identifier" || isDynamic(e.scope, node.name)) return false;
  const binding = resolve(e.scope, node.name);
  return binding !== undefined && binding.importText === undefined;
}

function isGlobal(e: Emitter, node: Syntax): boolean {
  const binding = node.type === "Identifier" ? resolve(e.scope, node.name) : undefined;
  return binding !== undefined && e.tables.variables[binding.variable]?.kind === "global";
}

/** `f` of `f()`: an imported function is called without a receiver. */
function renderCallee(e: Emitter, node: Syntax): string {
  if (node.type === "Identifier" && resolve(e.scope, node.name)?.importText)
    return `(0,${renderRead(e, node)})`;
  if (node.type === "MemberExpression") return renderReference(e, node);
  if (node.type === "ParenthesizedExpression" && unwrap(node).type === "MemberExpression") {
    return `(${renderCallee(e, unwrap(node))})`;
  }
  // `(a?.b)()` calls with `a` as its receiver: the chain must stay a reference.
  if (node.type === "ParenthesizedExpression" && unwrap(node).type === "ChainExpression") {
    return `(${renderChain(e, unwrap(node).expression)})`;
  }
  return renderExpression(e, node);
}

function renderCall(e: Emitter, node: Syntax): string {
  const callee: Syntax = node.callee;
  if (callee.type === "Super") {
    const own = useThis(e, node);
    const text = e.slice(node.start, callee.end) + renderArguments(e, node, callee.end);
    return own < 0 ? text : e.hook("s", e.frame, e.addWrite(own, node), text);
  }
  if (callee.type === "Identifier" && !resolve(e.scope, callee.name)) {
    if (callee.name === "eval") e.refuse(node, "direct eval cannot be used in a traced program");
    const first: Syntax | undefined = node.arguments[0];
    if (callee.name === "require" && typeof first?.value === "string" && first.type === "Literal") {
      e.requests.push({ specifier: first.value, position: first.start, kind: "require" });
    }
  }
  const first: Syntax = callee.type === "MemberExpression" ? callee.object : callee;
  if (readsName(e, first)) {
    // The read stands in front, so that the engine's messages name the program's own expression (`o.m is not a function`).
    const access = first === callee ? "" : renderAccess(e, callee);
    return `(${renderRead(e, first)},${first.name}${access}${renderArguments(e, node, callee.end)})`;
  }
  return renderCallee(e, callee) + renderArguments(e, node, callee.end);
}

/** The rest of a call behind its callee: `?.`, parentheses, arguments. */
function renderArguments(e: Emitter, node: Syntax, from: number): string {
  let out = "";
  let at = from;
  for (const argument of node.arguments as Syntax[]) {
    out += e.slice(at, argument.start) + renderExpression(e, argument);
    at = argument.end;
  }
  return out + e.slice(at, node.end);
}

/**
 * An optional chain whose value is wanted. When it starts at a plain name, the look at the name stands in front, so
 * that the engine's messages name the program's own expression (`o?.m is not a function`).
 */
function renderChainValue(e: Emitter, node: Syntax): string {
  let link = node;
  while (isSpine(link.type === "CallExpression" ? link.callee : link.object)) {
    link = link.type === "CallExpression" ? link.callee : link.object;
  }
  const start: Syntax = link.type === "CallExpression" ? link.callee : link.object;
  if (!link.optional || start.type !== "Identifier" || e.record.reads) return renderChain(e, node);
  const look = e.hook("o", e.frame, e.addSite("optional", link), renderExpression(e, start));
  return `(${look},${renderChain(e, node, link)})`;
}

/** Spine of an optional chain: each object before `?.` is a branch, the short cut stays the engine's. */
export function renderChain(e: Emitter, node: Syntax, looked?: Syntax): string {
  if (node.type === "CallExpression") {
    const callee: Syntax = node.callee;
    const spine = isSpine(callee) ? renderChain(e, callee, looked) : renderCallee(e, callee);
    // `a.b?.()` needs its receiver, so only a plain callee can be looked at.
    const seen =
      node.optional && node !== looked && callee.type === "Identifier"
        ? e.hook("o", e.frame, e.addSite("optional", node), spine)
        : spine;
    return seen + renderArguments(e, node, callee.end);
  }
  const object: Syntax = node.object;
  const spine = isSpine(object)
    ? renderChain(e, object, looked)
    : object.type === "Super"
      ? "super"
      : renderExpression(e, object);
  const seen =
    node.optional && node !== looked ? e.hook("o", e.frame, e.addSite("optional", node), spine) : spine;
  return seen + renderAccess(e, node);
}

function isSpine(node: Syntax): boolean {
  return node.type === "MemberExpression" || (node.type === "CallExpression" && node.callee.type !== "Super");
}

/** `.name`, `[expression]` or `#name` behind the object. */
function renderAccess(e: Emitter, node: Syntax): string {
  if (!node.computed) return e.slice(node.object.end, node.end);
  return (
    e.slice(node.object.end, node.property.start) +
    renderExpression(e, node.property) +
    e.slice(node.property.end, node.end)
  );
}

/** A member as a reference (callee, operand of delete): never replaced by its value. */
export function renderReference(e: Emitter, node: Syntax): string {
  if (node.object.type !== "Super") return renderExpression(e, node.object) + renderAccess(e, node);
  useThis(e, node);
  return `super${renderAccess(e, node)}`;
}

function renderMember(e: Emitter, node: Syntax): string {
  const plain = node.object.type === "Super" || node.property.type === "PrivateIdentifier";
  if (!e.record.reads || plain) return renderReference(e, node);
  const object = renderArgument(e, node.object);
  const gap = e.lines(node.object.end, node.property.start);
  return (
    e.hook("gm", e.frame, e.addRead(-1, node), object, gap + renderKey(e, node)) +
    e.lines(node.property.end, node.end)
  );
}

function renderProperty(e: Emitter, node: Syntax): string {
  if (node.method || node.kind === "get" || node.kind === "set") {
    const kind = node.kind === "get" ? "getter" : node.kind === "set" ? "setter" : "method";
    return renderFunction(e, node.value, kind, keyName(node), node);
  }
  if (node.shorthand) {
    const value = renderExpression(e, node.value);
    const name = e.slice(node.value.start, node.value.end);
    if (value === name) return name;
    // `{ __proto__ }` defines a property, `{ __proto__: v }` would set the prototype.
    return name === "__proto__"
      ? `["__proto__"]:${value}`
      : `${e.slice(node.key.start, node.key.end)}:${value}`;
  }
  const key = node.computed ? renderExpression(e, node.key) : e.slice(node.key.start, node.key.end);
  return (
    e.slice(node.start, node.key.start) +
    key +
    e.slice(node.key.end, node.value.start) +
    renderExpression(e, node.value)
  );
}

/** Name an engine gives the function under this key. */
export function keyName(node: Syntax): string {
  const key: Syntax = node.key;
  if (node.computed) return "<computed>";
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  return key.type === "Identifier" ? key.name : String(key.value);
}

function renderYield(e: Emitter, node: Syntax): string {
  const site = e.addSite("yield", node);
  const hook = node.delegate ? "yd" : "yl";
  if (!node.argument) return e.hook("u", e.frame, site, `yield ${e.hook("yl", e.frame, site, "void 0")}`);
  const value = e.hook(hook, e.frame, site, renderArgument(e, node.argument));
  return e.hook("u", e.frame, site, e.slice(node.start, node.argument.start) + value);
}
