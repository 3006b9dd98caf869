import { type Random, seededRandom } from "../../questions/random.js";
import { GENERATOR } from "./commitment.js";
import { type Draft, layOut, type Written } from "./Draft.js";
import { fold } from "./plans/fold.js";
import { classes, closures } from "./plans/keepers.js";
import { recursion } from "./plans/recursion.js";
import { exceptions, iterators } from "./plans/streams.js";

/** A program as the grammar wrote it, before anything has run. */
export interface Candidate {
  readonly index: number;
  readonly family: string;
  readonly language: "javascript" | "typescript";
  readonly source: string;
  /** Name of the function that is called. */
  readonly entry: string;
  /** Calls to choose from, all different. */
  readonly calls: readonly string[];
}

/** Families and the plan that writes each. */
const PLANS: readonly (readonly [family: string, plan: (draft: Draft) => Written])[] = [
  ["functions", draft => fold(draft, "number")],
  ["recursion", recursion],
  ["data-structures", draft => fold(draft, "record")],
  ["strings", draft => fold(draft, draft.random.pick(["word", "letter"]))],
  ["closures", closures],
  ["iterators-generators", iterators],
  ["classes", classes],
  ["exceptions", exceptions],
];

/** Families a generated program may belong to. */
export const GENERATED_FAMILIES: readonly string[] = PLANS.map(([family]) => family);

/** Calls that are tried for each program. */
const TRIED_CALLS = 8;

/** Words that mean something to JavaScript where a variable is wanted. */
const RESERVED = ["value", "text", "result", "queue", "trail", "later", "error", "size", "gap", "rival"];

/** Candidate number `index` of a seed. */
export function candidate(seed: number, index: number): Candidate {
  const random = seededRandom(`${GENERATOR}:${seed}:${index}`);
  const [family, plan] = PLANS[index % PLANS.length];
  const typescript = random.below(3) === 0;
  const written = plan({ random, typescript, taken: new Set(RESERVED) });
  return {
    index,
    family,
    language: typescript ? "typescript" : "javascript",
    source: layOut(written.lines),
    entry: written.entry,
    calls: callsOf(written, random),
  };
}

function callsOf({ entry, parameters }: Written, random: Random): readonly string[] {
  const calls = Array.from({ length: TRIED_CALLS }, (_, call) => {
    const values = parameters.map(parameter => parameter.argument(random, call));
    return `${entry}(${values.join(", ")})`;
  });
  return [...new Set(calls)];
}
