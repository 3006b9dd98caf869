import type { Program } from "../program/Program.js";
import { tree } from "../program/tree.js";
import { hoistedNames, lexicalNames } from "../trace/javascript/instrument/Scope.js";
import {
  boundNames,
  children,
  hasUseStrict,
  isFunction,
  type Syntax,
} from "../trace/javascript/instrument/syntax.js";

/** A variable of a program and every place that names it. */
export interface Bound {
  readonly name: string;
  readonly kind: string;
  /** Declared in the top-level scope of the file. */
  readonly top: boolean;
  readonly declarations: Syntax[];
  /** Identifiers that read or write it, its declarations left out. */
  readonly references: Syntax[];
}

/** What the names in a program stand for. */
export interface Bindings {
  readonly variables: readonly Bound[];
  /** Names that nothing in the file declares, with the identifiers. */
  readonly free: ReadonlyMap<string, readonly Syntax[]>;
}

type Names = Map<string, Bound>;

interface Place {
  readonly names: Names;
  readonly outer: Place | undefined;
}

/** Resolves every name of a program by the rules of lexical scope. */
export function bindings(program: Program): Bindings {
  const ast = tree(program).ast as unknown as Syntax;
  const walk = new Walk(program.sourceType === "module");
  walk.file(ast);
  return { variables: walk.variables, free: walk.free };
}

class Walk {
  readonly variables: Bound[] = [];
  readonly free: Map<string, Syntax[]> = new Map();
  private strict: boolean;

  constructor(strict: boolean) {
    this.strict = strict;
  }

  file(ast: Syntax): void {
    if (hasUseStrict(ast.body)) this.strict = true;
    const place = this.place(undefined);
    this.hoist(ast, place, true);
    this.lexical(ast.body, place, true);
    for (const statement of ast.body) this.visit(statement, place);
  }

  private place(outer: Place | undefined): Place {
    return { names: new Map(), outer };
  }

  private declare(place: Place, identifier: Syntax, kind: string, top = false): void {
    let bound = place.names.get(identifier.name);
    if (bound === undefined) {
      bound = { name: identifier.name, kind, top, declarations: [], references: [] };
      place.names.set(identifier.name, bound);
      this.variables.push(bound);
    }
    if (!bound.declarations.includes(identifier)) bound.declarations.push(identifier);
  }

  private hoist(body: Syntax, place: Place, top = false): void {
    for (const { identifier, kind } of hoistedNames(body, this.strict))
      this.declare(place, identifier, kind, top);
  }

  private lexical(list: readonly Syntax[], place: Place, top = false): void {
    for (const { identifier, kind } of lexicalNames(list)) this.declare(place, identifier, kind, top);
    for (const statement of list) {
      if (statement.type !== "ImportDeclaration") continue;
      for (const { local } of statement.specifiers) this.declare(place, local, "import", top);
    }
  }

  private use(identifier: Syntax, place: Place): void {
    for (let at: Place | undefined = place; at; at = at.outer) {
      const bound = at.names.get(identifier.name);
      if (bound === undefined) continue;
      if (!bound.declarations.includes(identifier)) bound.references.push(identifier);
      return;
    }
    const known = this.free.get(identifier.name);
    if (known === undefined) this.free.set(identifier.name, [identifier]);
    else known.push(identifier);
  }

  private visit(node: Syntax, place: Place): void {
    if (isFunction(node)) {
      this.function(node, place);
      return;
    }
    switch (node.type) {
      case "Identifier":
        this.use(node, place);
        return;
      case "BlockStatement":
      case "StaticBlock": {
        const inner = this.place(place);
        if (node.type === "StaticBlock") this.hoist(node, inner);
        this.lexical(node.body, inner);
        for (const each of node.body) this.visit(each, inner);
        return;
      }
      case "SwitchStatement": {
        this.visit(node.discriminant, place);
        const inner = this.place(place);
        this.lexical(
          node.cases.flatMap((each: Syntax) => each.consequent),
          inner,
        );
        for (const each of node.cases) this.all(each, inner);
        return;
      }
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement": {
        const inner = this.place(place);
        this.lexical(
          [node.init ?? node.left].filter(each => each?.type === "VariableDeclaration"),
          inner,
        );
        this.all(node, inner);
        return;
      }
      case "CatchClause": {
        const inner = this.place(place);
        for (const identifier of boundNames(node.param)) this.declare(inner, identifier, "catch");
        this.all(node, inner);
        return;
      }
      case "ClassDeclaration":
      case "ClassExpression": {
        const inner = this.place(place);
        if (node.type === "ClassExpression" && node.id) this.declare(inner, node.id, "class");
        this.all(node, inner);
        return;
      }
      case "Property":
      case "MethodDefinition":
      case "PropertyDefinition":
        if (node.computed) this.visit(node.key, place);
        if (node.value) this.visit(node.value, place);
        return;
      case "MemberExpression":
        this.visit(node.object, place);
        if (node.computed) this.visit(node.property, place);
        return;
      case "LabeledStatement":
        this.visit(node.body, place);
        return;
      case "ImportDeclaration":
      case "BreakStatement":
      case "ContinueStatement":
      case "MetaProperty":
        return;
      case "ExportNamedDeclaration":
        if (node.declaration) this.visit(node.declaration, place);
        else if (!node.source) for (const { local } of node.specifiers) this.visit(local, place);
        return;
      case "ExportAllDeclaration":
        return;
      default:
        this.all(node, place);
        return;
    }
  }

  private all(node: Syntax, place: Place): void {
    for (const child of children(node)) this.visit(child, place);
  }

  private function(node: Syntax, place: Place): void {
    const before = this.strict;
    let outer = place;
    if (node.type === "FunctionExpression" && node.id) {
      outer = this.place(place);
      this.declare(outer, node.id, "function");
    }
    const inner = this.place(outer);
    if (node.type !== "ArrowFunctionExpression") inner.names.set("arguments", this.own("arguments"));
    for (const parameter of node.params) {
      for (const identifier of boundNames(parameter)) this.declare(inner, identifier, "param");
    }
    for (const parameter of node.params) this.visit(parameter, inner);
    if (node.body.type === "BlockStatement") {
      if (hasUseStrict(node.body.body)) this.strict = true;
      this.hoist(node.body, inner);
      this.lexical(node.body.body, inner);
      for (const statement of node.body.body) this.visit(statement, inner);
    } else this.visit(node.body, inner);
    this.strict = before;
  }

  /** A variable that every function has without declaring it; not listed. */
  private own(word: string): Bound {
    return { name: word, kind: "own", top: false, declarations: [], references: [] };
  }
}
