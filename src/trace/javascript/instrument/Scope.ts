import type { VariableKind } from "../../format/tables.js";
import { boundNames, children, isFunction, type Syntax } from "./syntax.js";

/** A variable as a scope knows it: its id in the tables, or the expression an imported name stands for. */
export interface Binding {
  readonly variable: number;
  /** Instrumented text that reads an imported binding (`$$m0.name`); imports are live. */
  readonly importText?: string;
}

/** Lexical scope: names → bindings, innermost first. */
export interface Scope {
  readonly names: Map<string, Binding>;
  readonly outer: Scope | undefined;
  /** Function whose activations own the names. */
  readonly functionId: number;
  /** Body of a `with`: a name looked up through it may be a property of the object. */
  readonly dynamic?: boolean;
}

/** A name a scope declares. */
export interface Declared {
  readonly identifier: Syntax;
  readonly kind: VariableKind;
}

/** `let`, `const`, `class` and function declarations that stand directly in a statement list. */
export function lexicalNames(list: readonly Syntax[]): Declared[] {
  const found: Declared[] = [];
  for (const statement of list) {
    const s = (statement.type.startsWith("Export") && statement.declaration) || labelled(statement);
    if (s.type === "VariableDeclaration" && s.kind !== "var") {
      const kind: VariableKind = s.kind === "let" ? "let" : "const";
      for (const d of s.declarations)
        for (const identifier of boundNames(d.id)) found.push({ identifier, kind });
    } else if (s.type === "ClassDeclaration" && s.id) found.push({ identifier: s.id, kind: "class" });
    else if (s.type === "FunctionDeclaration" && s.id) found.push({ identifier: s.id, kind: "function" });
  }
  return found;
}

/**
 * `var` names hoisted out of a function body, and in sloppy code the functions of its blocks, which also
 * become variables of the function (ECMA-262 Annex B.3.3).
 */
export function hoistedNames(node: Syntax, strict: boolean, found: Declared[] = [], depth = 0): Declared[] {
  if (node.type === "VariableDeclaration" && node.kind === "var") {
    for (const d of node.declarations)
      for (const identifier of boundNames(d.id)) found.push({ identifier, kind: "var" });
  }
  for (const child of children(node)) {
    if (isFunction(child)) {
      if (!strict && depth > 0 && child.type === "FunctionDeclaration" && child.id) {
        found.push({ identifier: child.id, kind: "function" });
      }
      continue;
    }
    if (child.type === "ClassDeclaration" || child.type === "ClassExpression") continue;
    const inBlock = child.type === "BlockStatement" || child.type === "SwitchStatement" ? 1 : 0;
    hoistedNames(child, strict, found, depth + inBlock);
  }
  return found;
}

/** Can the name stand for a property of a `with` object? */
export function isDynamic(scope: Scope, name: string): boolean {
  let dynamic = false;
  for (let s: Scope | undefined = scope; s && !s.names.has(name); s = s.outer) dynamic ||= s.dynamic === true;
  return dynamic;
}

/** Looks a name up from the inside out. */
export function resolve(scope: Scope, name: string): Binding | undefined {
  for (let s: Scope | undefined = scope; s; s = s.outer) {
    const binding = s.names.get(name);
    if (binding) return binding;
  }
  return undefined;
}

function labelled(statement: Syntax): Syntax {
  while (statement.type === "LabeledStatement") statement = statement.body;
  return statement;
}
