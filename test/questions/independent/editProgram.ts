import { parse as acorn } from "acorn";
import { childNodes, isFunction, parents, type Syntax, scopeOf, targets } from "./bindings.js";

/** Stands for the offset of a function where the top level of the program is meant: a function may begin at 0. */
export const TOP = -1;

/** What a question wants to see besides the statements. */
export interface Wanted {
  /** Offset of the node the question is about, and the expression to evaluate there. */
  readonly start?: number;
  readonly expression?: string;
  /** A variable, as it is named at `start`; `own` is the offset of the function whose sets count ({@link TOP} for the top level). */
  readonly variable?: string;
  readonly own?: number;
}

/** An edited program, and the lines of the places it notes. */
export interface EditedProgram {
  readonly text: string;
  /** By offset: 1-based line of the place as a reader would say it (of a `do` the line of its test). */
  readonly lines: ReadonlyMap<number, number>;
  readonly ast: Syntax;
}

/**
 * Puts a note in front of every statement and around every test, entry, round, call and wanted set, at the positions
 * acorn gives, and changes nothing else: what ran is then known from running the text in any engine.
 */
export function editProgram(
  text: string,
  sourceType: "module" | "script",
  wanted: Wanted = {},
): EditedProgram {
  const ast = acorn(text, {
    ecmaVersion: "latest",
    sourceType,
    locations: true,
    allowReturnOutsideFunction: true,
    allowHashBang: true,
  }) as Syntax;
  const edit = new Edit(text, ast, wanted);
  edit.program();
  return { text: edit.result(), lines: edit.lines, ast };
}

class Edit {
  readonly lines: Map<number, number> = new Map();
  private readonly pieces: { at: number; to: number; text: string; close: boolean }[] = [];
  private readonly up: ReadonlyMap<Syntax, Syntax>;
  private readonly scope: Syntax | undefined;
  private readonly text: string;
  private readonly ast: Syntax;
  private readonly wanted: Wanted;

  constructor(text: string, ast: Syntax, wanted: Wanted) {
    this.text = text;
    this.ast = ast;
    this.wanted = wanted;
    this.up = parents(ast);
    if (wanted.variable !== undefined) {
      let from: Syntax | undefined;
      for (const node of this.up.keys())
        if (node.start === wanted.start && /Statement$|Declaration$/.test(node.type)) from ??= node;
      this.scope = from && scopeOf(wanted.variable, from, this.up);
    }
  }

  result(): string {
    const order = this.pieces.map((piece, i) => ({ ...piece, i }));
    order.sort((a, b) => a.at - b.at || Number(b.close) - Number(a.close) || a.i - b.i);
    let result = "";
    let at = 0;
    for (const piece of order) {
      result += this.text.slice(at, piece.at) + piece.text;
      at = piece.to;
    }
    return result + this.text.slice(at);
  }

  program(): void {
    const directives = this.ast.body.filter((one: Syntax) => one.directive !== undefined);
    const own = this.own(TOP);
    this.open(directives.at(-1)?.end ?? this.ast.start, `;var __a=__in(${TOP})${own};`);
    this.list(this.ast.body);
  }

  private open(at: number, text: string): void {
    if (text !== "") this.pieces.push({ at, to: at, text, close: false });
  }

  private close(at: number, text: string): void {
    if (text !== "") this.pieces.push({ at, to: at, text, close: true });
  }

  private own(fn: number): string {
    return this.wanted.own === fn ? ",__own=__a" : "";
  }

  /** The expression of the question as an argument, where it is about this place. */
  private look(start: number): string {
    return this.wanted.start === start && this.wanted.expression !== undefined
      ? `,()=>(${this.wanted.expression})`
      : "";
  }

  private reach(start: number, line: number): string {
    this.lines.set(start, line);
    return `__s(__a,${start}${this.look(start)})`;
  }

  private done(start: number): string {
    return this.look(start) === "" ? "" : `;__d(__a,${start}${this.look(start)});`;
  }

  private sets(identifiers: readonly Syntax[]): string {
    return identifiers
      .filter(one => one.name === this.wanted.variable && this.bound(one))
      .map(one => this.set(one))
      .join("");
  }

  private bound(identifier: Syntax): boolean {
    return this.scope !== undefined && scopeOf(identifier.name, identifier, this.up) === this.scope;
  }

  private set(identifier: Syntax, value = ""): string {
    const line = identifier.loc?.start.line ?? 0;
    return `${value === "" ? ";" : ""}__set(__own,${line},__a===__own${value})${value === "" ? ";" : ""}`;
  }

  private list(statements: readonly Syntax[]): void {
    for (const one of statements) this.statement(one, true);
  }

  private visit(node: Syntax | null | undefined): void {
    if (node) this.expression(node);
  }

  private children(node: Syntax): void {
    for (const child of childNodes(node)) this.expression(child);
  }

  /** `listed`: it stands where several statements may. `at`: start of its labels. */
  private statement(node: Syntax, listed: boolean, at: number = node.start): void {
    switch (node.type) {
      case "BlockStatement":
        this.list(node.body);
        return;
      case "EmptyStatement":
        return;
      case "FunctionDeclaration":
        this.expression(node);
        return;
      case "LabeledStatement":
        this.statement(node.body, listed, at);
        return;
      default:
        break;
    }
    if (node.directive !== undefined) return;
    this.open(at, listed ? "" : "{");
    this.before(node, at);
    this.inside(node);
    if (!listed) this.close(node.end, "}");
  }

  private before(node: Syntax, at: number): void {
    const { start } = node;
    const line = node.loc?.start.line ?? 0;
    if (/^(?:For|While|DoWhile)/.test(node.type)) {
      this.open(at, `__e(__a,${start});`);
      if (node.type === "ForStatement" && node.init)
        this.open(at, `${this.reach(node.init.start, node.init.loc.start.line)};`);
      return;
    }
    this.open(at, `${this.reach(start, line)};`);
    if (node.type === "TryStatement") this.open(at, this.done(start));
  }

  private inside(node: Syntax): void {
    const { start } = node;
    switch (node.type) {
      case "IfStatement":
        this.test(node, node.test, "");
        this.statement(node.consequent, false);
        if (node.alternate) this.statement(node.alternate, false);
        return;
      case "WhileStatement":
        this.test(node, node.test, this.reach(start, node.loc?.start.line ?? 0));
        this.body(node);
        return;
      case "DoWhileStatement":
        this.body(node);
        this.test(node, node.test, this.reach(start, node.test.loc.start.line));
        return;
      case "ForStatement":
        this.for(node);
        return;
      case "ForInStatement":
      case "ForOfStatement":
        this.forEach(node);
        return;
      case "SwitchStatement":
        this.open(node.discriminant.start, `__b(__a,${start},(`);
        this.visit(node.discriminant);
        this.close(node.discriminant.end, `)${this.look(start)})`);
        for (const one of node.cases) {
          this.visit(one.test);
          this.list(one.consequent);
        }
        return;
      case "TryStatement":
        this.statement(node.block, true);
        if (node.handler) this.handler(node.handler);
        if (node.finalizer) this.statement(node.finalizer, true);
        return;
      default:
        if (node.type === "VariableDeclaration") this.expression(node);
        else this.children(node);
        this.close(node.end, this.done(start));
    }
  }

  private test(node: Syntax, test: Syntax, first: string): void {
    this.open(test.start, `(${first === "" ? "" : `${first},`}__b(__a,${node.start},(`);
    this.visit(test);
    this.close(test.end, `)${this.look(node.start)}))`);
  }

  /** The body of a loop, with a note of each round; `first` runs at its start. */
  private body({ body, start }: Syntax, first = ""): void {
    const round = `__r(__a,${start});${first}`;
    if (body.type === "BlockStatement" && first === "") {
      this.open(body.start + 1, round);
      this.list(body.body);
      return;
    }
    this.open(body.start, `{${round}`);
    if (body.type === "EmptyStatement") this.close(body.end, "}");
    else {
      this.statement(body, false);
      this.close(body.end, "}");
    }
  }

  private for(node: Syntax): void {
    const { init, test, update, start } = node;
    const line = node.loc?.start.line ?? 0;
    this.visit(init);
    if (test) this.test(node, test, this.reach(start, line));
    else {
      const from = init ? init.end : this.text.indexOf("(", start) + 1;
      this.open(this.text.indexOf(";", from) + 1, `${this.reach(start, line)},__b(__a,${start},true)`);
    }
    if (update) {
      this.open(update.start, `(${this.reach(update.start, update.loc.start.line)},(`);
      this.visit(update);
      this.close(update.end, "))");
    }
    this.body(node);
  }

  private forEach(node: Syntax): void {
    const { left, right, start } = node;
    const keys = node.type === "ForInStatement";
    if (keys) {
      const at = left.end + this.text.slice(left.end, right.start).search(/\bin\b/);
      this.pieces.push({ at, to: at + 2, text: "of", close: false });
    }
    const hook = keys ? "__keys" : "__items";
    this.open(right.start, `${hook}(__a,${start},(${this.reach(start, node.loc?.start.line ?? 0)},(`);
    this.visit(right);
    this.close(right.end, `)),${node.await}${this.look(start)})`);
    const pattern = left.type === "VariableDeclaration" ? left.declarations[0].id : left;
    this.visit(pattern);
    this.body(node, this.sets(targets(pattern)) + this.done(start));
  }

  private handler(node: Syntax): void {
    const note = this.reach(node.start, node.loc?.start.line ?? 0);
    this.visit(node.param);
    this.open(node.body.start + 1, `${note};${this.sets(targets(node.param))}`);
    this.list(node.body.body);
  }

  private expression(node: Syntax): void {
    if (isFunction(node)) {
      this.function(node);
      return;
    }
    const { start } = node;
    switch (node.type) {
      case "ClassDeclaration":
      case "ClassExpression":
        this.children(node);
        return;
      case "StaticBlock":
        this.open(this.text.indexOf("{", start) + 1, `var __a=__in(${start});`);
        this.list(node.body);
        return;
      case "BlockStatement":
        this.list(node.body);
        return;
      case "ConditionalExpression":
        this.open(node.test.start, `__b(__a,${start},(`);
        this.visit(node.test);
        this.close(node.test.end, "))");
        this.visit(node.consequent);
        this.visit(node.alternate);
        return;
      case "LogicalExpression":
        this.open(node.left.start, `__b(__a,"${start} ${node.end}",(`);
        this.visit(node.left);
        this.close(node.left.end, `),0,"${node.operator}")`);
        this.visit(node.right);
        return;
      case "VariableDeclaration":
        for (const one of node.declarations) {
          this.children(one);
          const set = one.init || node.kind !== "var" ? this.sets(targets(one.id)) : "";
          if (set !== "") this.close(one.end, `,__u${one.start}=[${set.replace(/;+/g, ",")}]`);
        }
        return;
      case "AssignmentExpression":
        this.assignment(node);
        return;
      case "UpdateExpression": {
        const [own] = node.argument.type === "Identifier" ? [node.argument] : [];
        if (own === undefined || this.sets([own]) === "") this.children(node);
        else {
          this.open(start, `__set(__own,${own.loc.start.line},__a===__own,`);
          this.close(node.end, ")");
        }
        return;
      }
      default:
        this.children(node);
    }
  }

  private assignment(node: Syntax): void {
    const found = targets(node.left).filter(one => this.sets([one]) !== "");
    const logical = /^(?:&&|\|\||\?\?)=$/.test(node.operator);
    const whole = logical ? node.right : node;
    for (const one of found) this.open(whole.start, `__set(__own,${one.loc?.start.line},__a===__own,(`);
    this.visit(node.left);
    this.visit(node.right);
    for (const _ of found) this.close(whole.end, "))");
  }

  private function(node: Syntax): void {
    const { start, body } = node;
    for (const param of node.params) this.visit(param);
    const sets = node.params
      .flatMap(targets)
      .filter((one: Syntax) => this.sets([one]) !== "")
      .map(() => ";__set(__own,-1,__a===__own);")
      .join("");
    const enter = `var __a=__in(${start})${this.own(start)};try{${sets}`;
    const leave = `}catch(__x){__out(__a,"throws");throw __x}finally{__out(__a,"returns")}`;
    if (body.type !== "BlockStatement") {
      const arrow = this.text.lastIndexOf("=>", body.start) + 2;
      this.open(arrow, `{${enter}${this.reach(body.start, body.loc.start.line)};return(`);
      this.visit(body);
      this.close(node.end, `)${leave}}`);
      return;
    }
    const directives = body.body.filter((one: Syntax) => one.directive !== undefined);
    // As a closing piece, so that it stands before what leaves an empty body.
    this.close(directives.at(-1)?.end ?? body.start + 1, `;${enter}`);
    this.list(body.body);
    this.close(body.end - 1, leave);
  }
}
