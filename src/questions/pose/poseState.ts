import { valueAt } from "../../trace/derive/valueAt.js";
import type { Site } from "../../trace/format/tables.js";
import { literalOf } from "../literalOf.js";
import { hasAfter } from "./hasAfter.js";
import { add, askable, HEADS, occurrenceRef, type Posing, pickOccurrence, shuffleSites } from "./Posing.js";
import { limitOf } from "./pose.js";
import type { SkipReason } from "./SkipReason.js";
import { type StateName, stateNames } from "./stateVariables.js";

/** A moment that may be asked about, with the names in reach. */
interface Moment {
  readonly site: Site;
  readonly index: number;
  readonly when: "before" | "after";
  readonly names: readonly StateName[];
}

/**
 * Values of variables before or after stated occurrences. "After" asks first for what the statement writes, "before" for
 * what its text mentions; variables that never change, whose value the call or the text gives away, only where there is
 * nothing else.
 */
export function poseState(posing: Posing): undefined {
  const { occurrences, options, skipped } = posing;
  const random = posing.random("state");
  const limit = limitOf(options, "state");
  const reached = shuffleSites(random, askable(posing)).filter(site => occurrences.of(site.id).length > 0);
  // A quarter about heads, if there are any; the rest in random order.
  const heads = reached.filter(site => HEADS.has(site.kind)).slice(0, Math.floor(limit / 4));
  const moments: Moment[] = [];
  for (const site of [...heads, ...reached.filter(site => !heads.includes(site))]) {
    const index = pickOccurrence(posing, random, site.id);
    if (index < 0) {
      skipped.add("state", "occurrence too far");
      continue;
    }
    const when = hasAfter(posing, site, index) && random.next() < 0.5 ? "after" : "before";
    moments.push({ site, index, when, names: stateNames(posing, random, site, when) });
  }
  let asked = 0;
  const settled = moments.filter(moment => {
    if (asked === limit) return true;
    const names = moment.names.filter(name => !name.settled);
    const reason = poseAt(posing, { ...moment, names });
    if (reason === undefined) asked++;
    return reason !== undefined;
  });
  for (const moment of settled) {
    const reason = asked === limit ? "not sampled" : poseAt(posing, moment);
    if (reason === undefined) asked++;
    else skipped.add("state", reason);
  }
}

/** Adds a question about the first name that has a value with a literal, or says why there is none. */
function poseAt(posing: Posing, { site, index, when, names }: Moment): SkipReason | undefined {
  let reason: SkipReason = "no variable";
  for (const { name } of names) {
    const value = valueAt(posing.trace, index, when, name);
    if (value === undefined || value.type === "uninitialized") continue;
    const text = literalOf(value, posing.program.language);
    if (text !== undefined && text.length <= posing.options.maxLiteral) {
      add(posing, {
        task: "state",
        node: site.node,
        line: site.line,
        variable: name,
        when,
        occurrence: occurrenceRef(posing, index),
        truth: { task: "state", value, literal: text },
      });
      return undefined;
    }
    reason = text === undefined ? "value has no literal" : "literal too long";
  }
  return reason;
}
