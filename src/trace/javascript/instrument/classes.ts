import type { Emitter } from "./Emitter.js";
import { keyName, renderExpression } from "./expressions.js";
import { enter, functionContext, leave, renderFunction, renderInitialiser } from "./functions.js";
import { hoistedNames, lexicalNames, type Scope } from "./Scope.js";
import { renderStatements } from "./statements.js";
import { isAnonymousFunction, type Syntax } from "./syntax.js";

/**
 * Renders a class. It has one entry in the function table, which its constructor (if any) shares, since the
 * text of a constructor is the text of its class. Field initialisers and static blocks are activations of
 * their own.
 */
export function renderClass(e: Emitter, node: Syntax): string {
  const hint = e.takeHint(node);
  const members: Syntax[] = node.body.body;
  const explicit = members.find(m => m.type === "MethodDefinition" && m.kind === "constructor");
  const id = e.addFunction(
    "constructor",
    node.id?.name ?? hint ?? "<anonymous>",
    explicit?.value ?? node,
    false,
    false,
    node,
  );
  const outer = e.fn;
  e.fn = { ...outer, strict: true };
  const scope = e.scope;
  if (node.id) {
    e.scope = { names: new Map(), outer: scope, functionId: outer.id };
    // Inside the class its name is a binding of its own; it is the same variable to a reader.
    const declared = scope.names.get(node.id.name);
    if (declared && node.type === "ClassDeclaration") e.scope.names.set(node.id.name, declared);
    else e.declare(e.scope, [{ identifier: node.id, kind: "class" }]);
  }
  let out = `${e.slice(node.start, node.start + 5)}/*${e.prefix}${id}*/`;
  let at = node.start + 5;
  if (node.superClass) {
    out += e.slice(at, node.superClass.start) + renderExpression(e, node.superClass);
    at = node.superClass.end;
  }
  for (const member of members) {
    out += e.slice(at, member.start) + renderMember(e, member, id, Boolean(node.superClass));
    at = member.end;
  }
  e.fn = outer;
  e.scope = scope;
  return out + e.slice(at, node.end);
}

function renderMember(e: Emitter, member: Syntax, classId: number, derived: boolean): string {
  if (member.type === "StaticBlock") return renderStaticBlock(e, member);
  if (member.type === "PropertyDefinition" || member.type === "AccessorProperty")
    return renderField(e, member);
  const kind = member.kind === "get" ? "getter" : member.kind === "set" ? "setter" : member.kind;
  const isConstructor = member.kind === "constructor";
  return renderFunction(e, member.value, kind, keyName(member), member, {
    textStart: member.static ? behindStatic(e, member) : member.start,
    id: isConstructor ? classId : undefined,
    derived: isConstructor && derived,
  });
}

/** Field: the value runs in an activation of its own and is announced by `fd` just before the engine defines it. */
function renderField(e: Emitter, member: Syntax): string {
  const key = member.computed ? renderExpression(e, member.key) : e.slice(member.key.start, member.key.end);
  const head = e.slice(member.start, member.key.start) + key;
  if (!member.value && member.computed) return head + e.slice(member.key.end, member.end);
  const name = keyName(member);
  const wrap = (value: string): string => {
    if (member.computed) return value;
    const naming = member.value && isAnonymousFunction(member.value) ? [JSON.stringify(name)] : [];
    return e.hook("fd", e.frame, e.addWrite(-1, member), "this", JSON.stringify(name), value, ...naming);
  };
  if (!member.value)
    return `${head}=(${e.hook("fd", e.frame, e.addWrite(-1, member), "this", JSON.stringify(name), "void 0")});${e.slice(member.key.end, member.end)}`;
  // A computed key names an anonymous function at run time only: leave such a value alone.
  if (member.computed && isAnonymousFunction(member.value)) {
    return (
      head +
      e.slice(member.key.end, member.value.start) +
      renderExpression(e, member.value) +
      e.slice(member.value.end, member.end)
    );
  }
  e.hintName(member.value, name);
  const value = renderInitialiser(e, member.value, `<field ${name}>`, undefined, wrap);
  return head + e.slice(member.key.end, member.value.start) + value + e.slice(member.value.end, member.end);
}

function renderStaticBlock(e: Emitter, member: Syntax): string {
  const { fn, scope, site } = e;
  const id = e.addFunction("init", "<static block>", member, false, false);
  e.fn = functionContext(e, { body: undefined } as unknown as Syntax, "init", id);
  const own: Scope = { names: new Map(), outer: scope, functionId: id };
  e.scope = own;
  e.site = -1;
  e.declare(own, hoistedNames(member, true));
  e.declare(own, lexicalNames(member.body));
  const open = e.text.indexOf("{", member.start) + 1;
  const end = e.addSite("function", member);
  const inner = renderStatements(e, member.body, open, member.end - 1);
  const text = `${e.slice(member.start, open)}${enter(e, [])}${inner};${e.hook("rn", e.frame, end)};${leave(e)}}`;
  e.fn = fn;
  e.scope = scope;
  e.site = site;
  return text;
}

/** First token behind `static`. */
function behindStatic(e: Emitter, member: Syntax): number {
  const gap = /^(?:\s|\/\*[\s\S]*?\*\/|\/\/.*)*/.exec(e.text.slice(member.start + 6, member.end))!;
  return member.start + 6 + gap[0].length;
}
