import type { Trace } from "../../src/trace/format/Trace.js";
import type { Site } from "../../src/trace/format/tables.js";
import { children, isFunction, type Syntax } from "../../src/trace/javascript/instrument/syntax.js";
import { blocksOf, type Field, type FunctionText, fieldsOf, functionTexts } from "./blocks.js";
import { type Counts, countRows } from "./counts.js";
import { isConstant, Places } from "./places.js";
import { type Behind, continuation, implicitRange, noCounter, skipped, stackDepth } from "./rules.js";
import { isInitialiser, type Range, V8Counts } from "./V8Counts.js";
import type { V8Function, V8Script } from "./v8.js";

/** Result of {@link compareCoverage}. */
export interface CoverageResult {
  /** Counts that are equal as they stand. */
  readonly direct: number;
  readonly leftover: readonly string[];
}

/** Compares every V8 range of the programs with our rows, and every block and statement of ours with V8's counts. */
export function compareCoverage(trace: Trace, scripts: readonly V8Script[]): CoverageResult {
  const counts = countRows(trace);
  let direct = 0;
  const leftover: string[] = [];
  trace.programs.forEach((program, index) => {
    if (index === trace.header.callProgram) return;
    const reported = scripts.find(s => s.file === program.file)?.functions ?? [];
    const comparison = new Comparison(trace, new Places(program, index, trace.tables), counts, reported);
    comparison.run();
    direct += comparison.direct;
    leftover.push(...comparison.leftover);
  });
  return { direct, leftover };
}

/** The comparison of one file. */
class Comparison {
  direct = 0;
  readonly leftover: string[] = [];
  private readonly functions: readonly V8Function[];
  private readonly texts: readonly FunctionText[];
  private readonly fields: readonly Field[];
  private readonly v8: V8Counts;

  constructor(
    private readonly trace: Trace,
    private readonly places: Places,
    private readonly counts: Counts,
    reported: readonly V8Function[],
  ) {
    // The thunk of the call stands behind the text.
    this.functions = reported.filter(f => f.ranges[0][0] < places.text.length);
    this.texts = functionTexts(places);
    this.fields = fieldsOf(places);
    this.v8 = new V8Counts(this.functions, this.texts, this.fields);
  }

  /** V8 counts neither conditions nor what is not taken: that follows from each test having one BRANCH and one END. */
  private heads(): void {
    for (const site of this.trace.tables.sites) {
      if (site.program !== this.places.index || !/^(?:if|while|do|for)$/.test(site.kind)) continue;
      const { begins, ends } = this.counts;
      const arms = this.counts.arm(site, 0) + this.counts.arm(site, 1);
      if (arms === ends[site.id] && begins[site.id] >= ends[site.id]) this.direct++;
      else {
        const text = `began ${begins[site.id]} times, ended ${ends[site.id]}, branched ${arms}`;
        this.say(this.places.program.nodes[site.node].start, `${site.kind} ${text}`);
      }
    }
  }

  run(): void {
    this.heads();
    const { places } = this;
    const wrappers = this.functions.filter(
      f => f.ranges[0][0] <= 0 && !this.texts.some(t => t.start === f.ranges[0][0]),
    );
    for (const f of this.functions) {
      // The script itself stands around the function that Node wraps the program in.
      if (wrappers.includes(f) && f !== wrappers.at(-1)) continue;
      if (isInitialiser(f)) this.initialisers(f);
      else this.called(f, wrappers.includes(f));
    }
    const blocks = blocksOf(places, this.counts);
    const known = new Set<number>();
    for (const { offset, what, count, optional } of blocks) {
      const theirs = this.v8.at(offset);
      if (optional && (count !== theirs || !this.v8.startingAt(offset))) continue;
      known.add(offset);
      if (count === theirs) this.direct++;
      else if (!noCounter(this.dead(offset)) && !this.explained(offset, count, theirs)) {
        this.say(offset, `${what} ran ${count} times, ${theirs} in V8`);
      }
    }
    for (const site of this.trace.tables.sites) {
      if (site.program !== places.index) continue;
      const offset = this.representative(site);
      if (offset === undefined) continue;
      known.add(offset);
      const ours = this.counts.begins[site.id];
      const theirs = this.v8.at(offset);
      if (ours === theirs) this.direct++;
      else if (!noCounter(this.dead(offset)) && !this.explained(offset, ours, theirs)) {
        this.say(offset, `${site.kind} began ${ours} times, ${theirs} in V8`);
      }
    }
    // A range may hold the head of a loop alone: V8 counts how often the loop is come to, we how often it is looked at.
    for (const site of this.trace.tables.sites) {
      if (site.program !== places.index || !/^(?:while|do|for|for-in|for-of|for-await)$/.test(site.kind))
        continue;
      const offset = places.program.nodes[site.node].start;
      const theirs = this.v8.at(offset);
      if (theirs > 0 ? this.counts.begins[site.id] >= theirs : this.counts.begins[site.id] === 0)
        known.add(offset);
    }
    // The other way round: no range of V8 without something of ours at its start or directly in it.
    const ranges = new Set([...known].map(offset => this.v8.rangeAt(offset)));
    for (const range of this.functions.flatMap(f => f.ranges.slice(1))) {
      if (range[0] >= places.text.length || ranges.has(range) || noCounter(this.empty(range))) continue;
      this.say(range[0], `V8 counts ${range[2]} in a range that we have nothing for, up to ${range[1]}`);
    }
  }

  /** CALL rows against the count of a function. */
  private called(f: V8Function, wrapper: boolean): void {
    const [start, , theirs] = f.ranges[0];
    const { functions } = this.trace.tables;
    const id = wrapper
      ? functions.find(e => e.kind === "module" && e.program === this.places.index)!.id
      : this.texts.find(t => t.start === start)?.id;
    if (id === undefined) {
      this.say(start, `V8 has a function ${f.name} that we do not know`);
      return;
    }
    const ours = this.counts.calls[id];
    if (ours === theirs) this.direct++;
    else if (!skipped(ours, theirs, this.notBegun(id, theirs)) && !stackDepth(this.trace, ours, theirs)) {
      this.say(Math.max(0, start), `called ${ours} times, ${theirs} in V8`);
    }
  }

  private initialisers(f: V8Function): void {
    const [start, end, theirs] = f.ranges[0];
    const wanted = f.name.includes("static");
    const first = this.fields.find(
      m => m.static === wanted && m.start >= start && m.end <= end && m.id !== undefined,
    );
    const ours = first && this.counts.calls[first.id!];
    if (!implicitRange(theirs, ours)) this.say(start, `initialisers ran ${ours} times, ${theirs} in V8`);
  }

  /** Calls of a function whose body never began: of a generator, or one whose parameters can throw. */
  private notBegun(id: number, theirs: number): number {
    const { node } = this.texts.find(t => t.id === id) ?? {};
    const binds = (node?.params as Syntax[] | undefined)?.some(p => p.type !== "Identifier") ?? false;
    return this.trace.tables.functions[id].generator || binds ? theirs - this.counts.calls[id] : 0;
  }

  /** Rules for a count at an offset that differs. */
  private explained(offset: number, ours: number, theirs: number): boolean {
    const range = this.v8.rangeAt(offset);
    return (
      skipped(ours, theirs, this.lostBefore(offset, range)) ||
      continuation(ours, theirs, this.behind(offset, range)) ||
      stackDepth(this.trace, ours, theirs)
    );
  }

  /** Where V8's count of a site is to be looked up. Heads of loops have none: V8 does not count how often a condition is looked at. */
  private representative(site: Site): number | undefined {
    const node = this.places.program.nodes[site.node];
    switch (site.kind) {
      case "statement":
      case "if":
      case "switch":
      case "try":
      case "with":
      case "for-init":
        return node.start;
      // A body or value may be a function, which has counts of its own.
      case "arrow":
        return this.texts.find(t => t.id === site.function)!.start;
      case "init":
        return this.fields.find(m => m.id === site.function)?.start;
      default:
        return undefined;
    }
  }

  /** In the body of a `for…in` over a literal that is no object. */
  private dead(offset: number): boolean {
    return this.path(offset).some(
      n => n.type === "ForInStatement" && isNoObject(n.right) && n.body.start <= offset,
    );
  }

  /** Nothing but space, comments and closing brackets directly in the range, or the optional call of a member. */
  private empty(range: Range): boolean {
    let text = "";
    const own = this.places.text.slice(range[0], Math.min(range[1], this.places.text.length));
    for (let i = 0; i < own.length; i++) if (this.v8.rangeAt(range[0] + i) === range) text += own[i];
    const bare = text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n\r\u2028\u2029]*/g, "");
    const call = this.path(range[0])
      .filter(n => n.type === "CallExpression")
      .at(-1);
    const member = call?.optional && call.callee.type === "MemberExpression" && own.startsWith("?.");
    return /^[\s(){};,\]]*$/.test(bare) || member;
  }

  /** Nodes around an offset, outermost first. */
  private path(offset: number): Syntax[] {
    const found: Syntax[] = [];
    let node: Syntax | undefined = this.places.root;
    while (node) {
      found.push(node);
      node = children(node).find(c => c.start <= offset && offset < c.end);
    }
    return found;
  }

  /** Statements of the lists around an offset that stand before it, in the same function. */
  private before(offset: number): Syntax[] {
    let found: Syntax[] = [];
    for (const node of this.path(offset)) {
      if (isFunction(node) || node.type === "StaticBlock") found = [];
      const list = [node.body, node.consequent].find(Array.isArray) as Syntax[] | undefined;
      if (list && node.type !== "ClassBody") found.push(...list.filter(s => s.end <= offset));
    }
    return found;
  }

  /** Exceptions and activations that V8 counts by the range although they never came to the offset. */
  private lostBefore(offset: number, range: Range): number {
    const { places, counts } = this;
    let lost = 0;
    const exits = (node: Syntax): void => {
      const kinds = [
        "statement",
        "if",
        "switch",
        "try",
        "while",
        "do",
        "for",
        "for-in",
        "for-of",
        "for-await",
      ] as const;
      for (const kind of kinds) {
        const site = places.site(kind, node);
        if (site) lost += counts.exits[site.id];
      }
      const init = node.type === "ForStatement" && node.init && places.site("for-init", node.init);
      if (init) lost += counts.exits[init.id];
      if (node.type === "BlockStatement") node.body.forEach(exits);
      if (node.type === "LabeledStatement") exits(node.body);
      if (node.type === "ExportNamedDeclaration" && node.declaration) exits(node.declaration);
    };
    for (const node of this.before(offset)) if (node.start >= range[0]) exits(node);
    const whole = this.functions.find(f => f.ranges[0] === range);
    const owner = whole && this.texts.find(t => t.start === range[0]);
    return owner ? lost + this.notBegun(owner.id, range[2]) : lost;
  }

  private behind(offset: number, range: Range): Behind {
    const { v8, counts, places } = this;
    const before = this.before(offset);
    const cut = before
      .map(s => v8.startingAt(s.end) ?? v8.runningPast(s.start, s.end))
      .filter((r): r is Range => r !== undefined && r[0] > range[0] && r[1] <= offset)
      .at(-1);
    let bodyRuns: number | undefined;
    let labelledTry = false;
    for (const s of before) {
      const loop = s.type === "LabeledStatement" ? s.body : s;
      const copied = loop.type === "ForStatement" && loop.init?.kind === "let" && closes(loop);
      if (copied && (loop.end === range[0] || loop.body.start === range[0])) {
        bodyRuns = counts.arm(places.site("for", loop)!, 1);
      }
      if (s.type === "LabeledStatement" && loop.type === "TryStatement" && s.end === range[0])
        labelledTry = true;
    }
    return { real: cut?.[2], bodyRuns, labelledTry };
  }

  private say(offset: number, text: string): void {
    const before = this.places.text.slice(0, offset).split("\n");
    const at = `${this.places.program.file}:${before.length}:${before.at(-1)!.length}`;
    this.leftover.push(`${at} ${text}: ${JSON.stringify(this.places.text.slice(offset, offset + 40))}`);
  }
}

/** An expression that V8's parser knows to be null or undefined. */
function isNoObject(node: Syntax): boolean {
  return isConstant(node) || (node.type === "Identifier" && node.name === "undefined");
}

/** Is there a function in the loop that could capture its variables? */
function closes(node: Syntax): boolean {
  return children(node).some(child => isFunction(child) || closes(child));
}
