import { equalValues } from "../../trace/derive/equalValues.js";
import type { Value } from "../../trace/format/Value.js";
import type { Random } from "../random.js";
import { type AliasPath, aliasPaths, namesInReach } from "./aliasPaths.js";
import { hasAfter } from "./hasAfter.js";
import { add, askable, occurrenceRef, type Posing, pickOccurrence, shuffleSites } from "./Posing.js";
import { limitOf } from "./pose.js";

/** Two expressions at a moment. */
interface Pair {
  readonly index: number;
  readonly when: "before" | "after";
  readonly first: string;
  readonly second: string;
  readonly same: boolean;
  /** How good a question it is, best 0. */
  readonly rank: number;
}

/** Moments looked at per trace, and pairs kept of each sort per moment. */
const MOMENTS = 24;
const KEPT = 3;

/**
 * Whether two expressions hold one and the same object: as often YES as NO, and NO only about objects of one kind,
 * those of equal content first. Best are two expressions that are the same at one moment and not at another.
 */
export function poseAlias(posing: Posing): undefined {
  const { occurrences, skipped, options } = posing;
  const random = posing.random("alias");
  const half = Math.floor(limitOf(options, "alias") / 2);
  const reached = shuffleSites(random, askable(posing)).filter(site => occurrences.of(site.id).length > 0);
  const names = new Map<number, string[]>();
  const pairs: Pair[] = [];
  let moments = 0;
  for (const site of reached) {
    if (moments === MOMENTS || half === 0) break;
    const index = pickOccurrence(posing, random, site.id);
    if (index < 0) {
      skipped.add("alias", "occurrence too far");
      continue;
    }
    moments++;
    const when = hasAfter(posing, site, index) && random.next() < 0.5 ? "after" : "before";
    const inReach = names.get(site.function) ?? namesInReach(posing, site.function);
    names.set(site.function, inReach);
    const found = pairsOf(random, aliasPaths(posing, inReach, index, when), index, when);
    if (found.length === 0) skipped.add("alias", "no two objects");
    pairs.push(...found);
  }
  const { yes, no } = balanced(pairs);
  const taken = Math.min(half, yes.length, no.length);
  for (const pair of random.shuffle([...yes.slice(0, taken), ...no.slice(0, taken)])) {
    const occurrence = occurrenceRef(posing, pair.index);
    const { node, line } = occurrence;
    const [variable, other] = random.shuffle([pair.first, pair.second]);
    const truth = { task: "alias", same: pair.same } as const;
    add(posing, { task: "alias", node, line, variable, other, when: pair.when, occurrence, truth });
  }
  const both = Math.min(yes.length, no.length);
  skipped.add("alias", "not sampled", 2 * (both - taken));
  skipped.add("alias", "nothing to balance with", yes.length + no.length - 2 * both);
}

/** The best pairs of a moment, at most {@link KEPT} of each sort. */
function pairsOf(
  random: Random,
  paths: readonly AliasPath[],
  index: number,
  when: "before" | "after",
): Pair[] {
  const found: Pair[] = [];
  const mixed = random.shuffle(paths);
  for (let i = 0; i < mixed.length; i++)
    for (let j = i + 1; j < mixed.length; j++) {
      const rank = rankOf(mixed[i], mixed[j]);
      if (rank === undefined) continue;
      const [first, second] = [mixed[i].text, mixed[j].text].sort();
      found.push({ index, when, first, second, same: mixed[i].id === mixed[j].id, rank });
    }
  found.sort((a, b) => a.rank - b.rank);
  return [
    ...found.filter(({ same }) => same).slice(0, KEPT),
    ...found.filter(({ same }) => !same).slice(0, KEPT),
  ];
}

/** How plausible both answers are; undefined where one is no question. */
function rankOf(a: AliasPath, b: AliasPath): number | undefined {
  // What holds the other can hardly be it.
  if (within(a.text, b.text) || within(b.text, a.text)) return undefined;
  const apart = a.root === b.root ? 1 : 0;
  if (a.id === b.id) return apart;
  if (a.value.type !== b.value.type) return undefined;
  if (classOf(a.value) !== classOf(b.value)) return 6 + apart;
  if (equalValues(a.value, b.value)) return apart;
  return shape(a.value) === shape(b.value) ? 2 + apart : 4 + apart;
}

function within(outer: string, inner: string): boolean {
  return inner.startsWith(outer) && /^[.[]/.test(inner.slice(outer.length));
}

function classOf(value: Value): string {
  return "class" in value ? value.class : value.type;
}

/** What stands in it, roughly: types of elements, names of properties. */
function shape(value: Value): string {
  if (value.type === "array") return [...new Set(value.items.map(({ type }) => type))].join();
  if (value.type === "object") return value.properties.map(({ key }) => key).join();
  return "";
}

/** Both sorts, best first: pairs of expressions that are of both sorts at different moments, then by rank; each once. */
function balanced(pairs: readonly Pair[]): { yes: Pair[]; no: Pair[] } {
  const key = ({ first, second }: Pair): string => `${first}\0${second}`;
  const once = (same: boolean): Map<string, Pair> =>
    new Map([...pairs].reverse().flatMap(pair => (pair.same === same ? [[key(pair), pair] as const] : [])));
  const [yes, no] = [once(true), once(false)];
  const order = (mine: Map<string, Pair>, other: Map<string, Pair>): Pair[] =>
    [...mine]
      .map(([name, pair]) => ({ pair, rank: other.has(name) ? -1 : pair.rank }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ pair }) => pair);
  return { yes: order(yes, no), no: order(no, yes) };
}
