import { SourceError } from "../../../program/SourceError.js";
import type { RecordOptions } from "../../format/TraceHeader.js";
import type { FunctionKind, SiteKind, VariableKind } from "../../format/tables.js";
import type { Hooks } from "../Hooks.js";
import { type Binding, type Declared, isDynamic, resolve, type Scope } from "./Scope.js";
import { type Syntax, unwrap } from "./syntax.js";
import type { TableBuilder } from "./TableBuilder.js";

/** The function being rendered. */
export interface FunctionContext {
  readonly id: number;
  readonly kind: FunctionKind;
  /** Nesting depth; the frame constant is `$$f<depth>`. */
  readonly depth: number;
  readonly async: boolean;
  readonly generator: boolean;
  readonly strict: boolean;
  /** The context whose `this` this one sees: itself, or for arrows the enclosing. */
  readonly thisOwner: FunctionContext | undefined;
  /** Variable id of `this`, once it was used; -1 before. */
  thisVariable: number;
  readonly derived: boolean;
}

/** A specifier the program names, with where it stands. */
export interface Request {
  readonly specifier: string;
  readonly position: number;
  readonly kind: "import" | "require";
}

/**
 * Renders one file: original text with hook calls spliced in. It holds the position in the walk (function,
 * scope, enclosing site) and hands out table ids. Everything inserted stays on the line it belongs to.
 */
export class Emitter {
  readonly requests: Request[] = [];
  fn!: FunctionContext;
  scope!: Scope;
  /** Enclosing statement or head; -1 directly in a function body. */
  site = -1;
  private counter = 0;
  private hint: { readonly node: Syntax; readonly name: string } | undefined;

  constructor(
    readonly program: number,
    readonly file: string,
    /** The text that was parsed (types blanked out); same offsets as the source. */
    readonly text: string,
    readonly idOf: (node: Syntax) => number,
    readonly prefix: string,
    readonly tables: TableBuilder,
    readonly record: RecordOptions,
  ) {}

  /** Frame constant of the function being rendered. */
  get frame(): string {
    return `${this.prefix}f${this.fn.depth}`;
  }

  /** Frame constant of the function around it. */
  get outerFrame(): string {
    return this.fn.depth === 0 ? "-1" : `${this.prefix}f${this.fn.depth - 1}`;
  }

  /** Text of a hook call. */
  hook(name: keyof Hooks, ...args: (string | number)[]): string {
    return `${this.prefix}${name}(${args.join(",")})`;
  }

  /** A name no other binding has. */
  fresh(letter: string): string {
    return `${this.prefix}${letter}${this.counter++}`;
  }

  slice(from: number, to: number): string {
    return this.text.slice(from, to);
  }

  /** Next place of a token at or after `from`, comments skipped. For tokens between two nodes. */
  find(token: string, from: number): number {
    for (let at = from; at < this.text.length; at++) {
      if (this.text.startsWith("//", at)) at = this.lineEnd(at);
      else if (this.text.startsWith("/*", at)) at = this.text.indexOf("*/", at) + 1;
      else if (this.text.startsWith(token, at)) return at;
    }
    throw new RangeError(`no ${token} after ${from} in ${this.file}`);
  }

  private lineEnd(at: number): number {
    const rest = /[\n\r\u2028\u2029]/g;
    rest.lastIndex = at;
    return rest.exec(this.text)?.index ?? this.text.length;
  }

  /** Only the line ends between two positions: what remains of text that is replaced. */
  lines(from: number, to: number): string {
    return this.text.slice(from, to).replace(/[^\n\r\u2028\u2029]+/g, "");
  }

  addSite(kind: SiteKind, node: Syntax, lineOf: Syntax = node): number {
    const id = this.tables.sites.length;
    const line = lineOf.loc!.start.line;
    this.tables.sites.push({
      id,
      kind,
      program: this.program,
      node: this.idOf(node),
      function: this.fn.id,
      line,
      parent: this.site,
    });
    return id;
  }

  addWrite(variable: number, node: Syntax): number {
    const id = this.tables.writes.length;
    this.tables.writes.push({
      id,
      variable,
      program: this.program,
      node: this.idOf(node),
      line: node.loc!.start.line,
    });
    return id;
  }

  addRead(variable: number, node: Syntax): number {
    const id = this.tables.reads.length;
    this.tables.reads.push({
      id,
      variable,
      program: this.program,
      node: this.idOf(node),
      line: node.loc!.start.line,
    });
    return id;
  }

  addVariable(name: string, kind: VariableKind, functionId: number, node: Syntax): number {
    const id = this.tables.variables.length;
    this.tables.variables.push({
      id,
      name,
      kind,
      function: functionId,
      program: this.program,
      node: this.idOf(node),
    });
    return id;
  }

  addFunction(
    kind: FunctionKind,
    name: string,
    node: Syntax,
    async: boolean,
    generator: boolean,
    text: Syntax = node,
  ): number {
    const id = this.tables.functions.length;
    this.tables.functions.push({
      id,
      kind,
      name,
      program: this.program,
      node: this.idOf(node),
      parent: this.fn ? this.fn.id : -1,
      async,
      generator,
      line: node.loc!.start.line,
      endLine: node.loc!.end.line,
      params: [],
    });
    this.tables.texts.push({ module: this.program, start: text.start, end: text.end });
    return id;
  }

  /** Declares names in a scope; a name declared twice (`var x; var x`) stays one variable. */
  declare(scope: Scope, declared: readonly Declared[]): void {
    for (const { identifier, kind } of declared) {
      if (scope.names.has(identifier.name)) continue;
      scope.names.set(identifier.name, {
        variable: this.addVariable(identifier.name, kind, scope.functionId, identifier),
      });
    }
  }

  /** Runs `body` inside a new scope of the current function. */
  inScope<T>(declared: readonly Declared[], body: () => T, dynamic = false): T {
    const outer = this.scope;
    this.scope = { names: new Map(), outer, functionId: this.fn.id, dynamic };
    // Annex B: the function of a block is the variable the enclosing function hoisted, if it did.
    for (const d of declared) {
      const hoisted =
        d.kind === "function" && !this.fn.strict ? resolve(outer, d.identifier.name) : undefined;
      if (hoisted && this.tables.variables[hoisted.variable]?.node === this.idOf(d.identifier)) {
        this.scope.names.set(d.identifier.name, hoisted);
      }
    }
    this.declare(this.scope, declared);
    try {
      return body();
    } finally {
      this.scope = outer;
    }
  }

  /** Runs `body` below a site. */
  under<T>(site: number, body: () => T): T {
    const outer = this.site;
    this.site = site;
    try {
      return body();
    } finally {
      this.site = outer;
    }
  }

  /** The binding of a name that is written; an undeclared one becomes a global of the main module. */
  written(identifier: Syntax): Binding {
    const found = resolve(this.scope, identifier.name);
    if (found) return found;
    let root = this.scope;
    while (root.outer) root = root.outer;
    const binding = { variable: this.addVariable(identifier.name, "global", root.functionId, identifier) };
    root.names.set(identifier.name, binding);
    return binding;
  }

  /**
   * SET of a variable by name: `$$s(F,w,value)`. Imported names cannot be written, and what a name inside
   * `with` stands for is known only at run time: their text stays as it is.
   */
  set(identifier: Syntax, node: Syntax, value: string): string {
    if (isDynamic(this.scope, identifier.name)) return value;
    const binding = this.written(identifier);
    if (binding.importText !== undefined) return value;
    return this.hook("s", this.frame, this.addWrite(binding.variable, node), value);
  }

  /** A write that stands for a whole function: its `this`. */
  addWriteAt(variable: number, functionId: number): number {
    const id = this.tables.writes.length;
    const { node, line } = this.tables.functions[functionId];
    this.tables.writes.push({ id, variable, program: this.program, node, line });
    return id;
  }

  /** Tells the name an anonymous function will take from where it stands. */
  hintName(node: Syntax, name: string): void {
    this.hint = { node: unwrap(node), name };
  }

  /** The name told for this very node, once. */
  takeHint(node: Syntax): string | undefined {
    if (this.hint?.node !== node) return undefined;
    const { name } = this.hint;
    this.hint = undefined;
    return name;
  }

  /** Remembers how far the tables are filled, for {@link Emitter.release}. */
  mark(): readonly number[] {
    const { functions, sites, variables, writes, reads, texts } = this.tables;
    return [
      functions.length,
      sites.length,
      variables.length,
      writes.length,
      reads.length,
      texts.length,
      this.requests.length,
    ];
  }

  /** Takes back every table entry made since the mark: the node is about to be rendered again in another context. */
  release(marks: readonly number[]): void {
    const { functions, sites, variables, writes, reads, texts } = this.tables;
    [functions, sites, variables, writes, reads, texts, this.requests].forEach((table, i) => {
      table.length = marks[i];
    });
    const owner = this.fn.thisOwner;
    if (owner && owner.thisVariable >= marks[2]) owner.thisVariable = -1;
    let root = this.scope;
    while (root.outer) root = root.outer;
    for (const [name, { variable }] of root.names) if (variable >= marks[2]) root.names.delete(name);
  }

  /** A construct that cannot be traced. */
  refuse(node: Syntax, reason: string): never {
    const { line, column } = node.loc!.start;
    throw new SourceError(reason, this.file, line, column);
  }
}
