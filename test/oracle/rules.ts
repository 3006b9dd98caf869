import { ID_SHIFT, KIND_MASK, Kind, TAG_MASK, TAG_SHIFT, Tag } from "../../src/trace/format/Kind.js";
import type { Trace } from "../../src/trace/format/Trace.js";
import { children, type Syntax, unwrap } from "../../src/trace/javascript/instrument/syntax.js";
import type { Walk } from "./order.js";
import { isConstant, type Place, type Places } from "./places.js";
import type { V8Stop } from "./v8.js";

/**
 * All that stands between the tracer's view and V8's. Whatever matches directly (a stop in the statement that
 * begins, a counter on the branch that was taken) needs no rule; each rule here explains one kind of difference,
 * decides by the program's text and the rows alone, and counts how often it did.
 */
export const RULES: readonly [
  "functionEnd",
  "again",
  "noCode",
  "implicitCode",
  "skipped",
  "continuation",
  "stackDepth",
  "hookNames",
] = ["functionEnd", "again", "noCode", "implicitCode", "skipped", "continuation", "stackDepth", "hookNames"];
/** Name of a rule. */
export type RuleName = (typeof RULES)[number];

const applied = new Map<RuleName, number>();
/** Applications of the comparison under way. */
const pending = new Map<RuleName, number>();

function apply(rule: RuleName): true {
  pending.set(rule, (pending.get(rule) ?? 0) + 1);
  return true;
}

/** Adds the applications of a finished comparison to the table. */
export function keep(): void {
  for (const [rule, count] of pending) applied.set(rule, (applied.get(rule) ?? 0) + count);
  pending.clear();
}

/** Drops those of a comparison that is made again. */
export function forget(): void {
  pending.clear();
}

/** How often each rule applied in this process, with what matched directly first. */
export function table(direct: number): string {
  const rows: [string, number][] = [
    ["(direct)", direct],
    ...RULES.map((r): [string, number] => [r, applied.get(r) ?? 0]),
  ];
  return rows.map(([name, count]) => `${name.padEnd(14)}${String(count).padStart(8)}`).join("\n");
}

/**
 * Order: V8 stops once more where a function is left by `return` or at its closing brace. We write a RETURN row, no
 * BEGIN. The stop must be that of the very next activation (in our rows) that is left this way, with nothing begun between.
 */
export function functionEnd(walk: Walk, place: Place, from: number): boolean {
  if (place.kind !== "end") return false;
  for (let i = from; i < walk.items.length; i++) {
    const item = walk.items[i];
    if (item.kind === "begin") return false;
    if (item.function === place.function) {
      walk.pass(i + 1);
      return apply("functionEnd");
    }
    if (!item.silent) return false;
  }
  return false;
}

/**
 * Order: V8 stops several times within what is one occurrence to us: at each declarator of a declaration, once more
 * when an iterator advances whose iterable it has just stopped at (or whose `next` has just returned, or which skips a
 * deleted key), and in the middle of a statement (a later call, part of a comma expression or pattern, computed key)
 * once something it called has returned. The occurrence must not have ended, the stop must be as deep in V8's stack as its
 * first was, and declarators must come in their order.
 */
export function again(walk: Walk, place: Place, [, , depth]: V8Stop): boolean {
  if (place.kind !== "site") return false;
  const record = walk.latest(place.site);
  if (!record) return false;
  if (record.stop && record.stop[2] !== depth && !walk.suspends(place.site)) return false;
  if (place.part === "advance") {
    record.part = "advance";
    return apply("again");
  }
  if (typeof place.part === "number" && typeof record.part === "number" && place.part > record.part) {
    record.part = place.part;
    return apply("again");
  }
  return place.inner && apply("again");
}

/**
 * Order: V8 compiles nothing, or nothing with a statement position, for `try`, `finally`, declarations of classes and functions,
 * declarations without an initialiser that acts, statements that are a constant or a mere name, constant conditions
 * and absent ones, and iterables that are no objects. Where a name is returned it may stop at the end alone, and in
 * parameter defaults only where they call.
 */
export function noCode(siteId: number, places: Places, nodes: ReadonlyMap<number, Syntax>): boolean {
  const site = places.tables.sites[siteId];
  const node = nodes.get(site.node)!;
  switch (site.kind) {
    case "try":
    case "finally":
      return true;
    case "statement":
      if (/^(?:Class|Function)Declaration$/.test((node.declaration ?? node).type)) return true;
      if (node.type === "VariableDeclaration") {
        return node.kind === "var" && (node.declarations as Syntax[]).every(d => d.init === null);
      }
      if (node.type === "ReturnStatement") return node.argument !== null && isName(node.argument);
      return node.type === "ExpressionStatement" && isInert(node.expression);
    case "if":
      return isConstant(node.test);
    case "while":
    case "do":
    case "for":
      // V8 does stop at an optional chain that is a condition, but at position 0.
      return isConstant(node.test) || unwrap(node.test).type === "ChainExpression";
    case "for-in":
      return isConstant(node.right) || (node.right.type === "Identifier" && node.right.name === "undefined");
    case "arrow":
      return isName(node);
    case "init":
      return places.tables.functions[site.function].name === "<default>" && !calls(node);
    default:
      return false;
  }
}

/** Counts a BEGIN that {@link noCode} explains. */
export function passOver(): void {
  apply("noCode");
}

/** A local name needs no bytecode before the return; for an optional chain V8 has no position. */
function isName(node: Syntax): boolean {
  return /^(?:Identifier|ChainExpression)$/.test(unwrap(node).type);
}

/** An expression statement that V8 drops, or runs without a place to stop at. */
function isInert(node: Syntax): boolean {
  if (isConstant(node)) return true;
  if (node.type === "ParenthesizedExpression") return isInert(node.expression);
  return /^(?:Identifier|ThisExpression|FunctionExpression|ArrowFunctionExpression|ClassExpression)$/.test(
    node.type,
  );
}

function calls(node: Syntax): boolean {
  return (
    /^(?:CallExpression|NewExpression|TaggedTemplateExpression)$/.test(node.type) ||
    children(node).some(calls)
  );
}

/**
 * Both: code that is no statement. V8 runs the field initialisers of a class as one function, which ends with a stop and
 * has a range of its own; it stops in default constructors, at directives, at parameter defaults, and where sloppy code
 * copies the function of a block to the variable of its name. To us each initialiser is an activation, and the rest is
 * none. Counts must agree with those of the first initialiser.
 */
export function implicitCode(place: Place): boolean {
  return place.kind === "implicit" && apply("implicitCode");
}

/**
 * {@link noCode} for coverage: the body of a `for…in` over `null` or `undefined` is not compiled and has no counter; a
 * range that holds nothing but space and closing brackets counts nothing; and the optional call of a member, `a.b?.()`,
 * keeps its receiver, so we have no branch for it.
 */
export function noCounter(dead: boolean): boolean {
  return dead && apply("noCode");
}

/** {@link implicitCode} for coverage: `count` of V8's initialiser function and ours of its first initialiser, if it has one. */
export function implicitRange(count: number, first: number | undefined): boolean {
  return (first === undefined || first === count) && apply("implicitCode");
}

/**
 * Coverage: V8 counts a block where it begins, and a function where it is called. What an exception skips of the rest
 * (the binding of the parameters included), and the body of a generator that is never advanced, still count as run.
 * Our count must be lower by exactly the exceptions that left the statements before it in the same V8 range and the
 * activations that never began.
 */
export function skipped(ours: number, v8: number, lost: number): boolean {
  return lost > 0 && ours === v8 - lost && apply("skipped");
}

/**
 * Coverage: what V8 reports for the code behind a statement is not always its own count. (1) The range ends at the
 * next range inside it, so that what follows shows the count of the block around; (2) for a `for (let …)` whose
 * variables closures capture, V8 counts the copies of the loop's inner half, one for each run of the body; (3) a `break`
 * to the label of a `try` is not counted. `real` is the count of the range before its cut, `at` what the range stands behind.
 */
export function continuation(ours: number, v8: number, behind: Behind): boolean {
  const cut = behind.real === ours;
  const copies = behind.bodyRuns !== undefined && v8 <= behind.bodyRuns;
  return (cut || copies || behind.labelledTry) && apply("continuation");
}

/** What a V8 range stands behind, see {@link continuation}. */
export interface Behind {
  /** Count of the latest range that began behind a statement of the same list, if another one cut it off. */
  readonly real: number | undefined;
  /** How often the body of the `for (let …)` before the range ran. */
  readonly bodyRuns: number | undefined;
  readonly labelledTry: boolean;
}

/**
 * Both: how deep a recursion gets before the stack is full is no property of the program. Where a trace holds the
 * engine's own error for that, counts are compared as zero or not.
 */
export function stackDepth(trace: Trace, ours: number, v8: number): boolean {
  return overflows(trace) && ours > 0 === v8 > 0 && apply("stackDepth");
}

/** Did the program run out of stack? */
export function overflows(trace: Trace): boolean {
  return trace.strings.includes("Maximum call stack size exceeded");
}

/**
 * Both: inside `with (proxy)` the names of the hooks are looked up through the proxy too, so its `has` trap runs for
 * them. Gives the activations that were called for such a name only.
 */
export function hookNames(trace: Trace): ReadonlySet<number> {
  const found = new Set<number>();
  if (!trace.programs.some(p => p.nodes.some(n => n.type === "WithStatement"))) return found;
  for (let c = 0; c < trace.columns.chunkCount; c++) {
    const { op, frame, value, rows } = trace.columns.chunk(c);
    for (let i = 0; i < rows; i++) {
      if ((op[i] & KIND_MASK) !== Kind.SET || ((op[i] >> TAG_SHIFT) & TAG_MASK) !== Tag.STRING) continue;
      const variable = trace.tables.variables[trace.tables.writes[op[i] >>> ID_SHIFT].variable];
      if (variable.kind !== "param" || !/^\$\$\w+$/.test(trace.strings[value[i]])) continue;
      if (!found.has(frame[i])) apply("hookNames");
      found.add(frame[i]);
    }
  }
  return found;
}
