import { cursor, valueAt } from "../../trace/derive/valueAt.js";
import { variableSets } from "../../trace/derive/variableSets.js";
import type { Site, Variable } from "../../trace/format/tables.js";
import { answerText } from "../answer/answerText.js";
import { nearestSet } from "../nearestSet.js";
import { isName } from "../nodeTypes.js";
import type { OccurrenceRef, Truth } from "../Question.js";
import type { Random } from "../random.js";
import { add, askable, occurrenceRef, type Posing, pickOccurrence, shuffleSites } from "./Posing.js";
import { limitOf } from "./pose.js";
import type { SkipReason } from "./SkipReason.js";
import { DATA, headNodes } from "./stateVariables.js";

/** A variable that may be asked about at an occurrence. */
interface Candidate {
  readonly index: number;
  readonly occurrence: OccurrenceRef;
  readonly variable: Variable;
  readonly truth: Truth;
  /** The nearest line above that sets it, taken as often as the stated line, is the answer. */
  readonly flat: boolean;
}

/** Variables tried per statement. */
const TRIED = 2;

/**
 * Where variables were last set before stated occurrences: variables of the activation itself that it sets at least
 * twice, where the last time was not by another activation (a closure). At most a quarter can be answered by going up
 * the text, and at most a quarter by `parameter`, where there is a choice.
 */
export function poseDefinition(posing: Posing): undefined {
  const { occurrences, options, skipped, trace } = posing;
  const random = posing.random("definition");
  const limit = limitOf(options, "definition");
  const byFunction = new Map<number, Variable[]>();
  for (const variable of trace.tables.variables) {
    if (variable.program !== 0 || !DATA.has(variable.kind)) continue;
    const list = byFunction.get(variable.function);
    if (list === undefined) byFunction.set(variable.function, [variable]);
    else list.push(variable);
  }
  const candidates: Candidate[] = [];
  for (const site of shuffleSites(random, askable(posing))) {
    if (occurrences.of(site.id).length === 0) continue;
    const index = pickOccurrence(posing, random, site.id);
    const found = index < 0 ? "occurrence too far" : at(posing, random, site, index, byFunction);
    if (typeof found === "string") skipped.add("definition", found);
    else candidates.push(...found);
  }
  let asked = 0;
  let passed = 0;
  for (const candidate of mixed(candidates, limit)) {
    if (asked === limit) break;
    passed++;
    if (!visible(posing, candidate)) {
      skipped.add("definition", "no variable");
      continue;
    }
    const { occurrence, variable, truth } = candidate;
    const { node, line } = occurrence;
    add(posing, { task: "definition", node, line, variable: variable.name, occurrence, truth });
    asked++;
  }
  skipped.add("definition", "not sampled", candidates.length - passed);
}

/** Up to {@link TRIED} variables of an occurrence, those its text mentions first; or why there are none. */
function at(
  posing: Posing,
  random: Random,
  site: Site,
  index: number,
  byFunction: ReadonlyMap<number, readonly Variable[]>,
): Candidate[] | SkipReason {
  const { program, trace } = posing;
  const sets = variableSets(trace);
  const { begin, frame } = posing.occurrences.at(index);
  const own = byFunction.get(site.function) ?? [];
  const twice = own.filter(variable => sets.of(frame, variable.id).length > 1 && !aliased(posing, variable));
  if (twice.length === 0) return "set less than twice";
  const head = headNodes(program.nodes, program.nodes[site.node]);
  const mentioned = new Set(
    head.filter(({ type }) => isName(type)).map(({ start, end }) => program.source.slice(start, end)),
  );
  const order = random.shuffle(twice);
  const found: Candidate[] = [];
  let reason: SkipReason = "no variable";
  for (const variable of [
    ...order.filter(({ name }) => mentioned.has(name)),
    ...order.filter(({ name }) => !mentioned.has(name)),
  ]) {
    if (found.length === TRIED) break;
    const truth = lastSet(posing, frame, variable, begin);
    if (truth === undefined) continue;
    if (typeof truth === "string") {
      reason = truth;
      continue;
    }
    const occurrence = occurrenceRef(posing, index);
    const guess = nearestSet({ occurrence, line: site.line, variable: variable.name }, program);
    found.push({ index, occurrence, variable, truth, flat: guess === answerText(truth) });
  }
  return found.length > 0 ? found : reason;
}

/** In sloppy code `arguments[0] = 1` may set a parameter, which no row says. */
function aliased({ program, trace }: Posing, { kind, function: fn }: Variable): boolean {
  if (kind !== "param" || program.language === "python") return false;
  const { start, end } = program.nodes[trace.tables.functions[fn].node];
  return program.source.slice(start, end).includes("arguments");
}

/** What set a variable last before a row; undefined when nothing did, a reason when it cannot be asked. */
function lastSet(
  { trace }: Posing,
  owner: number,
  variable: Variable,
  row: number,
): Truth | SkipReason | undefined {
  const { tables } = trace;
  const sets = variableSets(trace);
  const before = sets.of(owner, variable.id).filter(index => sets.row[index] < row);
  const last = before.at(-1);
  if (last === undefined) return undefined;
  if (sets.frame[last] !== owner) return "set by another call";
  const line = (index: number): number => tables.writes[sets.write[index]].line;
  const isParameter = (index: number): boolean =>
    variable.kind === "param" && tables.writes[sets.write[index]].node === variable.node;
  if (isParameter(last)) return { task: "definition", parameter: true };
  const k = before.filter(
    index => line(index) === line(last) && sets.frame[index] === owner && !isParameter(index),
  ).length;
  return { task: "definition", line: line(last), k };
}

/**
 * Others first, then no more flat ones and parameters than half of them each (one where there are no others): whatever
 * comes later is not asked.
 */
function mixed(candidates: readonly Candidate[], limit: number): Candidate[] {
  const parameter = candidates.filter(({ truth }) => truth.task === "definition" && truth.parameter);
  const flat = candidates.filter(one => one.flat && !parameter.includes(one));
  const others = candidates.filter(one => !one.flat && !parameter.includes(one));
  const few = Math.max(1, Math.floor(Math.min(others.length, limit) / 4));
  const first = [...parameter.slice(0, few), ...flat.slice(0, few)];
  return [
    ...others.slice(0, Math.max(0, limit - first.length)),
    ...first,
    ...others.slice(limit - first.length),
  ];
}

/** Whether the name means this variable there, and has a value. */
function visible({ trace }: Posing, { index, occurrence, variable }: Candidate): boolean {
  const value = valueAt(trace, index, "before", variable.name);
  if (value === undefined || value.type === "uninitialized") return false;
  const found = cursor(trace).lookup(occurrence.frame, variable.name, occurrence.node);
  return found?.variable === variable.id && found.frame === occurrence.frame && !found.dead;
}
