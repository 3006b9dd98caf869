import type { Node } from "../../program/Node.js";
import { literal } from "../../trace/derive/literal.js";
import { valueAt } from "../../trace/derive/valueAt.js";
import type { Site } from "../../trace/format/tables.js";
import type { Random } from "../random.js";
import { add, askable, HEADS, occurrenceRef, type Posing, pickOccurrence, shuffleSites } from "./Posing.js";
import { limitOf } from "./pose.js";
import type { SkipReason } from "./SkipReason.js";

/**
 * Values of variables before or after stated occurrences. "After" asks first for what the statement writes,
 * "before" for what its text mentions; else for any variable of the activation.
 */
export function poseState(posing: Posing): undefined {
  const { occurrences, options, skipped } = posing;
  const random = posing.random("state");
  const limit = limitOf(options, "state");
  const reached = shuffleSites(random, askable(posing)).filter(site => occurrences.of(site.id).length > 0);
  const heads = reached.filter(site => HEADS.has(site.kind));
  // A quarter about heads, if there are any; the rest in random order.
  const first = heads.slice(0, Math.floor(limit / 4));
  const order = [...first, ...reached.filter(site => !first.includes(site))];
  let asked = 0;
  for (const site of order) {
    if (asked === limit) {
      skipped.add("state", "not sampled");
      continue;
    }
    const index = pickOccurrence(posing, random, site.id);
    const reason = index < 0 ? "occurrence too far" : poseAt(posing, random, site, index);
    if (reason === undefined) asked++;
    else skipped.add("state", reason);
  }
}

/** Adds a question about one occurrence, or says why there is none. */
function poseAt(posing: Posing, random: Random, site: Site, index: number): SkipReason | undefined {
  const leaves = /^(?:Return|Throw|Break|Continue)Statement$/.test(posing.program.nodes[site.node].type);
  const ended = occurrences(posing, index) && !leaves;
  const when = ended && random.next() < 0.5 ? "after" : "before";
  const occurrence = occurrenceRef(posing, index);
  let reason: SkipReason = "no variable";
  for (const variable of candidates(posing, random, site, when)) {
    const value = valueAt(posing.trace, index, when, variable);
    if (value === undefined || value.type === "uninitialized") continue;
    const text = literal(value);
    if (text !== undefined && text.length <= posing.options.maxLiteral) {
      add(posing, {
        task: "state",
        node: site.node,
        line: site.line,
        variable,
        when,
        occurrence,
        truth: { task: "state", value, literal: text },
      });
      return undefined;
    }
    reason = text === undefined ? "value has no literal" : "literal too long";
  }
  return reason;
}

/** Whether an occurrence finished, so that there is a state after it. */
function occurrences(posing: Posing, index: number): boolean {
  return posing.occurrences.end[index] >= 0;
}

const DATA = new Set(["var", "let", "const", "param", "catch"]);

/** Names to try, most telling first; each part in random order. */
function candidates(posing: Posing, random: Random, site: Site, when: "before" | "after"): string[] {
  const { tables } = posing.trace;
  const { program } = posing;
  const scope = new Set<number>();
  for (let fn = site.function; fn >= 0; fn = tables.functions[fn].parent) scope.add(fn);
  const visible = tables.variables.filter(
    variable => variable.program === 0 && DATA.has(variable.kind) && scope.has(variable.function),
  );
  const names = new Set(visible.map(variable => variable.name));
  const head = headNodes(program.nodes, program.nodes[site.node]);
  const mentioned = new Set(
    head.filter(node => node.type === "Identifier").map(node => program.source.slice(node.start, node.end)),
  );
  const inHead = new Set(head.map(node => node.id));
  const written = new Set(
    tables.writes
      .filter(write => write.variable >= 0 && write.program === 0 && inHead.has(write.node))
      .map(write => tables.variables[write.variable].name),
  );
  const own = new Set(
    visible.filter(variable => variable.function === site.function).map(variable => variable.name),
  );
  const rank = (name: string): number => {
    if (when === "after" && written.has(name)) return 0;
    if (mentioned.has(name)) return 1;
    return own.has(name) ? 2 : 3;
  };
  // Stable: the random order stays within a rank.
  return random.shuffle([...names].sort()).sort((a, b) => rank(a) - rank(b));
}

/** Nodes of a statement, of a branch or loop only those of its head; nested functions left out. */
function headNodes(nodes: readonly Node[], statement: Node): Node[] {
  const found: Node[] = [];
  for (let id = statement.id + 1; id <= statement.last; id++) {
    const node = nodes[id];
    const body =
      node.parent === statement.id &&
      /^(?:body|consequent|alternate|cases|block|handler|finalizer)$/.test(node.field);
    if (body || /Function/.test(node.type)) id = node.last;
    else found.push(node);
  }
  return found;
}
