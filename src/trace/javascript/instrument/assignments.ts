import type { Emitter } from "./Emitter.js";
import {
  renderArgument,
  renderChain,
  renderExpression,
  renderKey,
  renderReference,
  useThis,
} from "./expressions.js";
import { isDynamic, resolve } from "./Scope.js";
import { isAnonymousFunction, type Syntax, unwrap } from "./syntax.js";

/** Renders `=` and the compound assignments; writes become SET or PUT rows. */
export function renderAssignment(e: Emitter, node: Syntax): string {
  const left = unwrap(node.left);
  if (left.type === "ObjectPattern" || left.type === "ArrayPattern") {
    const sets: string[] = [];
    const pattern = renderPattern(e, node.left, node, sets, d => renderExpression(e, d));
    const text = pattern + e.slice(node.left.end, node.right.start) + renderExpression(e, node.right);
    return sets.length === 0 ? text : e.hook("z", text, ...sets);
  }
  if (left.type === "Identifier") return renderVariableAssignment(e, node, left);
  if (left.object.type === "Super") return renderSuperAssignment(e, node, left);
  if (node.operator === "=") return renderMemberAssignment(e, node, left);
  const right = renderExpression(e, node.right);
  return renderMemberTarget(e, left, node) + e.slice(node.left.end, node.right.start) + right;
}

function renderVariableAssignment(e: Emitter, node: Syntax, left: Syntax): string {
  const target = resolve(e.scope, left.name)?.importText ?? e.slice(node.left.start, node.left.end);
  const operator = e.slice(node.left.end, node.right.start);
  const logical = node.operator === "&&=" || node.operator === "||=" || node.operator === "??=";
  if (logical && !isAnonymousFunction(node.right)) {
    // The right side runs only when the assignment happens, so SET stands there.
    return target + operator + e.set(left, node, renderArgument(e, node.right));
  }
  // The assignment itself stays intact inside the hook: an anonymous function takes its name from it.
  return e.set(left, node, target + operator + renderExpression(e, node.right));
}

function renderMemberAssignment(e: Emitter, node: Syntax, left: Syntax): string {
  const write = e.addWrite(-1, node);
  const object = renderArgument(e, left.object);
  const gap = e.lines(left.object.end, left.property.start);
  if (left.property.type === "PrivateIdentifier") {
    const name = `#${left.property.name}`;
    const [o, v] = [`${e.prefix}1`, `${e.prefix}2`];
    const tail = e.lines(left.property.start, node.right.start);
    return e.hook(
      "pv",
      e.frame,
      write,
      JSON.stringify(name),
      object,
      gap + tail + renderArgument(e, node.right),
      `(${o},${v})=>{${o}.${name}=${v}}`,
    );
  }
  const key = renderKey(e, left);
  const tail = e.lines(left.property.end, node.right.start);
  return e.hook(
    e.fn.strict ? "ps" : "pl",
    e.frame,
    write,
    object,
    gap + key,
    tail + renderArgument(e, node.right),
  );
}

/** A member that is written, as `reference.v`: object and key are evaluated once, reads and writes are the engine's. */
export function renderMemberTarget(e: Emitter, member: Syntax, node: Syntax): string {
  if (member.object.type === "Super") return renderReference(e, member);
  const write = e.addWrite(-1, node);
  const object = renderArgument(e, member.object);
  const gap = e.lines(member.object.end, member.property.start);
  if (member.property.type === "PrivateIdentifier") {
    const name = `#${member.property.name}`;
    const [o, v] = [`${e.prefix}1`, `${e.prefix}2`];
    return `${e.hook("rp", e.frame, write, JSON.stringify(name), object, `${gap}${o}=>${o}.${name}`, `(${o},${v})=>{${o}.${name}=${v}}`)}.v`;
  }
  const tail = e.lines(member.property.end, member.end);
  return `${e.hook(e.fn.strict ? "rs" : "rl", e.frame, write, object, gap + renderKey(e, member) + tail)}.v`;
}

/** `super.x = v` writes to `this`; the hook reads the property back. A computed key would be evaluated twice and stays unrecorded. */
function renderSuperAssignment(e: Emitter, node: Syntax, left: Syntax): string {
  const text =
    renderReference(e, left) + e.slice(node.left.end, node.right.start) + renderExpression(e, node.right);
  if (left.computed) return text;
  useThis(e, left);
  return e.hook("py", e.frame, e.addWrite(-1, node), "this", JSON.stringify(left.property.name), text);
}

/** Renders `++` and `--`. */
export function renderUpdate(e: Emitter, node: Syntax): string {
  const target = unwrap(node.argument);
  if (target.type === "Identifier") {
    if (isDynamic(e.scope, target.name)) return e.slice(node.start, node.end);
    const binding = e.written(target);
    if (binding.importText !== undefined)
      return node.prefix ? node.operator + binding.importText : binding.importText + node.operator;
    const text = e.slice(node.start, node.end);
    if (node.prefix) return e.set(target, node, text);
    return e.hook("p", e.frame, e.addWrite(binding.variable, node), text, target.name);
  }
  const reference = renderMemberTarget(e, target, node);
  return e.slice(node.start, node.argument.start) + reference + e.slice(node.argument.end, node.end);
}

/** Renders `delete`. */
export function renderDelete(e: Emitter, node: Syntax): string {
  const target = unwrap(node.argument);
  if (target.type !== "MemberExpression" || target.object.type === "Super") {
    const inner: Syntax | undefined = target.type === "ChainExpression" ? target.expression : undefined;
    if (inner?.type === "MemberExpression" && inner.optional && inner.object.type === "Identifier") {
      return renderOptionalDelete(e, node, inner);
    }
    const operand = inner
      ? renderChain(e, inner)
      : target.type === "Identifier"
        ? target.name
        : renderExpression(e, node.argument);
    return e.slice(node.start, node.argument.start) + operand;
  }
  const gap = e.lines(target.object.end, target.property.start);
  return (
    e.hook(
      e.fn.strict ? "ds" : "dl",
      e.frame,
      e.addWrite(-1, node),
      renderArgument(e, target.object),
      gap + renderKey(e, target),
    ) + e.lines(target.property.end, node.end)
  );
}

/** `delete a?.b` with a plain name: true where the chain stops, else the delete. Longer chains stay as they are, unrecorded. */
function renderOptionalDelete(e: Emitter, node: Syntax, member: Syntax): string {
  const { object, property } = member;
  const look = e.hook("o", e.frame, e.addSite("optional", member), renderExpression(e, object));
  const key = e.lines(object.end, property.start) + renderKey(e, member);
  const hook = e.fn.strict ? "ds" : "dl";
  return `(${look}==null||${e.hook(hook, e.frame, e.addWrite(-1, node), object.name, key)})${e.lines(property.end, node.end)}`;
}

/**
 * Renders a binding or assignment pattern. Identifiers stay; members become references; the SETs of the
 * identifiers are appended to `sets` (if given) for the caller to run once the pattern is bound.
 */
export function renderPattern(
  e: Emitter,
  pattern: Syntax,
  node: Syntax,
  sets: string[] | undefined,
  renderDefault: (d: Syntax) => string,
): string {
  const inside = (p: Syntax): string => renderPattern(e, p, node, sets, renderDefault);
  switch (pattern.type) {
    case "Identifier": {
      const set = sets && e.set(pattern, pattern, pattern.name);
      if (set !== undefined && set !== pattern.name) sets!.push(set);
      return e.slice(pattern.start, pattern.end);
    }
    case "MemberExpression":
      return renderMemberTarget(e, pattern, pattern);
    case "ParenthesizedExpression":
      return `(${inside(pattern.expression)})`;
    case "AssignmentPattern":
      return (
        inside(pattern.left) + e.slice(pattern.left.end, pattern.right.start) + renderDefault(pattern.right)
      );
    case "RestElement":
      return e.slice(pattern.start, pattern.argument.start) + inside(pattern.argument);
    case "ArrayPattern":
      return pieces(e, pattern, pattern.elements.filter(Boolean), inside);
    case "ObjectPattern":
      return pieces(e, pattern, pattern.properties, p => {
        if (p.type === "RestElement") return inside(p);
        if (p.shorthand) return inside(p.value);
        const key = p.computed ? renderExpression(e, p.key) : e.slice(p.key.start, p.key.end);
        return e.slice(p.start, p.key.start) + key + e.slice(p.key.end, p.value.start) + inside(p.value);
      });
    default:
      return renderExpression(e, pattern);
  }
}

function pieces(
  e: Emitter,
  node: Syntax,
  parts: readonly Syntax[],
  render: (part: Syntax) => string,
): string {
  let out = "";
  let at = node.start;
  for (const part of parts) {
    out += e.slice(at, part.start) + render(part);
    at = part.end;
  }
  return out + e.slice(at, node.end);
}
