import type { Program } from "../../src/program/Program.js";
import { tree } from "../../src/program/tree.js";
import type { FunctionEntry, Site, SiteKind, Tables } from "../../src/trace/format/tables.js";
import { children, isFunction, type Syntax, unwrap } from "../../src/trace/javascript/instrument/syntax.js";

/** What a source offset stands for to somebody who steps through a program. */
export type Place =
  /** In a statement, head, arrow body or initialiser of the site table; `inner` where V8 may stop in the middle of it. */
  | { readonly kind: "site"; readonly site: number; readonly part: Part; readonly inner: boolean }
  /** The closing position of a function. */
  | { readonly kind: "end"; readonly function: number }
  /** What we have no site for: default constructors (at the class), ends of field initialisers, defaults of parameters
   * that need no hook, directives, and the end of a block's function, where sloppy code copies it to the variable. */
  | { readonly kind: "implicit"; readonly node: Syntax };

/** Which piece of a site: declarator number of a declaration; iterable or advance of a `for…of`; the rest is 0. */
export type Part = number | "iterable" | "advance";

const SIMPLE =
  /^(?:ExpressionStatement|ReturnStatement|ThrowStatement|BreakStatement|ContinueStatement|DebuggerStatement|ExportDefaultDeclaration)$/;

/** Expressions in which V8 may stop again once something they called has returned: calls, parts of a comma expression, patterns, computed keys of a class. */
const INNER =
  /^(?:CallExpression|NewExpression|TaggedTemplateExpression|SequenceExpression|ObjectPattern|ArrayPattern|MethodDefinition|PropertyDefinition)$/;

/** Finds sites, functions and offsets of one program of a trace. */
export class Places {
  readonly root: Syntax;
  readonly text: string;
  readonly idOf: (node: Syntax) => number;
  private readonly sites = new Map<string, Site>();
  private readonly functions = new Map<number, FunctionEntry>();
  private readonly initialisers = new Map<number, FunctionEntry>();
  private readonly ends = new Map<number, Place[]>();

  constructor(
    readonly program: Program,
    readonly index: number,
    readonly tables: Tables,
  ) {
    const { ast, idOf, text } = tree(program);
    this.root = ast as unknown as Syntax;
    this.text = text;
    this.idOf = idOf as (node: Syntax) => number;
    for (const site of tables.sites) {
      if (site.program === index) this.sites.set(`${site.kind} ${site.node}`, site);
    }
    for (const fn of tables.functions) {
      if (fn.program === index) (fn.kind === "init" ? this.initialisers : this.functions).set(fn.node, fn);
    }
    this.collectEnds(this.root, undefined);
  }

  /** Site of this kind at a node. */
  site(kind: SiteKind, node: Syntax): Site | undefined {
    return this.sites.get(`${kind} ${this.idOf(node)}`);
  }

  /** Function id of a function node. */
  functionOf(node: Syntax): number | undefined {
    return this.functions.get(this.idOf(node))?.id;
  }

  /** Function id of the activation that evaluates a field value, a static block or a parameter default. */
  initialiserOf(node: Syntax): number | undefined {
    return this.initialisers.get(this.idOf(node))?.id;
  }

  /** All that an offset may stand for, the most specific first. */
  at(offset: number): Place[] {
    const path: Syntax[] = [];
    let node: Syntax | undefined = this.root;
    while (node) {
      path.push(node);
      node = children(node).find(c => c.start <= offset && offset < c.end);
    }
    const found: Place[] = [];
    const site = this.climb(path, offset);
    if (site) found.push(site);
    for (const one of path) {
      if (/^Class/.test(one.type) && one.start === offset) found.push({ kind: "implicit", node: one });
    }
    return [...found, ...(this.ends.get(offset) ?? [])];
  }

  private climb(path: readonly Syntax[], offset: number): Place | undefined {
    const inner = path.some(n => INNER.test(n.type));
    const make = (kind: SiteKind, node: Syntax, part: Part = 0): Place | undefined => {
      const site = this.site(kind, node);
      return site && { kind: "site", site: site.id, part, inner };
    };
    for (let i = path.length - 1; i >= 0; i--) {
      const node = path[i];
      const child = path[i + 1];
      const parent = path[i - 1];
      if (SIMPLE.test(node.type)) return make("statement", node) ?? { kind: "implicit", node };
      switch (node.type) {
        case "ClassDeclaration":
          return make("statement", node);
        case "VariableDeclaration": {
          const part = Math.max(0, node.declarations.indexOf(child));
          if (parent?.type === "ForStatement" && parent.init === node) return make("for-init", node, part);
          if (parent && /^For(?:In|Of)/.test(parent.type) && parent.left === node) {
            return make(forKind(parent), parent, "advance");
          }
          return make("statement", node, part);
        }
        case "IfStatement":
          return child === undefined || child === node.test ? make("if", node) : undefined;
        case "SwitchStatement":
          return make("switch", node);
        case "WithStatement":
          return child === undefined || child === node.object ? make("with", node) : undefined;
        case "WhileStatement":
        case "DoWhileStatement":
          return child === node.test
            ? make(node.type === "WhileStatement" ? "while" : "do", node)
            : undefined;
        case "ForStatement":
          if (child && child === node.init) return make("for-init", node.init);
          if (child && child === node.test) return make("for", node);
          return child && child === node.update ? make("for-update", node.update) : undefined;
        case "ForInStatement":
        case "ForOfStatement":
          if (child === node.right) return make(forKind(node), node, "iterable");
          return child === node.left ? make(forKind(node), node, "advance") : undefined;
        case "AssignmentPattern":
        case "PropertyDefinition": {
          const value: Syntax | undefined = node.type === "AssignmentPattern" ? node.right : node.value;
          const site = value && child === value ? make("init", value) : undefined;
          if (site) return site;
          // The value under a computed key is left alone.
          if (child && child === node.value && node.type === "PropertyDefinition")
            return { kind: "implicit", node };
          break;
        }
        case "ArrowFunctionExpression":
          if (child && child === node.body) return node.expression ? make("arrow", node.body) : undefined;
          // The start of a function belongs to what makes it.
          if (child && offset !== node.start) return { kind: "implicit", node };
          break;
        case "FunctionExpression":
        case "FunctionDeclaration":
          if (child) return node.params.includes(child) ? { kind: "implicit", node } : undefined;
          break;
        case "BlockStatement":
        case "StaticBlock":
          if (child === undefined) return undefined;
          break;
      }
    }
    return undefined;
  }

  private collectEnds(node: Syntax, inside: number | undefined): void {
    const add = (offset: number, place: Place): void => {
      this.ends.set(offset, [...(this.ends.get(offset) ?? []), place]);
    };
    let owner = inside;
    if (isFunction(node)) {
      owner = this.functionOf(node);
      if (owner !== undefined) {
        add(node.expression ? node.body.end : node.body.end - 1, { kind: "end", function: owner });
      }
    }
    if (node.type === "FunctionDeclaration") add(node.end, { kind: "implicit", node });
    if (node.type === "ReturnStatement" && owner !== undefined) {
      add(node.end, { kind: "end", function: owner });
    }
    if (/^Class(?:Declaration|Expression)$/.test(node.type)) {
      add(node.end, { kind: "implicit", node });
      // Where the initialisers end depends on the version: behind the last value, definition, or the class.
      for (const member of node.body.body as Syntax[]) {
        if (member.type === "StaticBlock") add(member.end, { kind: "implicit", node });
        if (member.type === "PropertyDefinition") {
          add(member.end, { kind: "implicit", node });
          add((member.value ?? member.key).end, { kind: "implicit", node });
        }
        // A constructor that returns may stop at its brace as well.
        if (member.kind === "constructor") add(member.value.body.end - 1, { kind: "implicit", node });
      }
    }
    for (const child of children(node)) this.collectEnds(child, owner);
  }
}

/** Site kind of a `for…in`, `for…of` or `for await` loop. */
export function forKind(node: Syntax): SiteKind {
  return node.type === "ForInStatement" ? "for-in" : node.await ? "for-await" : "for-of";
}

/** Is the expression a constant to V8's parser (literals, and operators on them)? */
export function isConstant(node: Syntax | null | undefined): boolean {
  if (!node) return true;
  const inner = unwrap(node);
  if (inner.type === "UnaryExpression" && inner.operator === "!") return isConstant(inner.argument);
  if (inner.type === "UnaryExpression" && /^[-+~]$|^void$/.test(inner.operator))
    return isConstant(inner.argument);
  if (inner.type === "BinaryExpression") return isConstant(inner.left) && isConstant(inner.right);
  return inner.type === "Literal" || (inner.type === "TemplateLiteral" && inner.expressions.length === 0);
}
