import { type Random, seededRandom } from "../../questions/random.js";
import { HELD_OUT } from "./compositions.js";
import {
  between,
  FAMILY_VALUES,
  type FamilyDraft,
  type FamilyKind,
  type FamilyMap,
  type FamilyVariable,
  weighted,
} from "./FamilyDraft.js";
import { FAMILY_BOUNDS, type FamilySplit } from "./FamilySplit.js";
import { familyStatement } from "./familyBlocks.js";

/** A program of the family that has not been run yet, and calls to try. */
export interface FamilyCandidate {
  readonly source: string;
  /** Calls with different arguments, in the order in which they are to be tried. */
  readonly calls: readonly string[];
}

/** Names of each slot: which of them a program uses says nothing, where they stand does. */
const SLOT_NAMES = [["a", "e"], ["b", "g"], ["c", "h"], ["d"]] as const;
/** Calls tried for each program. */
const CALLS = 8;
/** Draws tried for a program with a certain composition. */
const ATTEMPTS = 400;
const NUMBERS: FamilyMap = { from: "number", to: "number" };

/**
 * Draws a program of a split from a seed and the number of the candidate: equal arguments give equal text. It may be out of the
 * split's bounds; who runs it has to look.
 *
 * @returns undefined where the draw did not come to what the split asks for.
 */
export function drawFamilyProgram(
  seed: number,
  index: number,
  split: FamilySplit,
): FamilyCandidate | undefined {
  // Train and test are cut from one stream by their skeletons.
  const stream = split === "test" ? "train" : split;
  const key = `family:${stream}:${seed}:${index}`;
  if (split !== "unseen") return draw(seededRandom(key), split, undefined);
  // The compositions take turns; some are met with rarely, so it is tried until one is.
  const target = HELD_OUT[index % HELD_OUT.length];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const drawn = draw(seededRandom(`${key}:${attempt}`), split, target);
    if (drawn !== undefined) return drawn;
  }
  return undefined;
}

function draw(
  random: Random,
  split: FamilySplit,
  target: FamilyDraft["target"],
): FamilyCandidate | undefined {
  const bounds = FAMILY_BOUNDS[split];
  const loops = weighted(random, [
    [0, 4],
    [1, 5],
    [2, bounds.depth[1] > 1 ? 0.8 : 0],
  ]);
  const slots = 4 - loops;
  const parameters = Math.min(
    slots,
    weighted(random, [
      [1, 0.4],
      [2, 5],
      [3, 4.5],
    ]),
  );
  const locals = Math.min(
    slots - parameters,
    weighted(random, [
      [0, 2],
      [1, 5],
      [2, 2],
    ]),
  );
  const word: FamilyKind = random.pick(["wind", "switch"]);
  const words =
    parameters + locals < 2
      ? 0
      : weighted(random, [
          [0, 6],
          [1, 2.4],
          [2, parameters + locals > 2 ? 1.2 : 0],
        ]);
  const kinds = random.shuffle(
    Array.from({ length: parameters + locals }, (_, i): FamilyKind => (i < words ? word : "number")),
  );
  const variables = kinds.map(
    (kind, slot): FamilyVariable => ({
      name: random.pick(SLOT_NAMES[slot]),
      kind,
      range: [0, 15],
      locked: false,
      counts: false,
      written: false,
    }),
  );
  const draft: FamilyDraft = {
    random,
    bounds,
    target,
    found: false,
    variables,
    map: mapOf(random, words > 0 ? word : undefined) ?? (target?.at(-1) === "lookup" ? NUMBERS : undefined),
    counters: [],
    lines: [],
    around: [],
    loopNames: ["i", "j"].slice(0, loops),
    deepest: 0,
  };
  const count = between(random, ...bounds.statements);
  let done = 0;
  while (done < count) done += familyStatement(draft, count - done);
  if (draft.deepest < bounds.depth[0] || (target !== undefined && !draft.found)) return undefined;
  const source = sourceOf(draft, parameters);
  const lines = source.split("\n").length - 1;
  if (lines < bounds.lines[0] || lines > bounds.lines[1]) return undefined;
  const calls = new Set<string>();
  const given = variables.slice(0, parameters);
  for (let i = 0; i < CALLS; i++)
    calls.add(`f(${given.map(variable => valueFor(random, variable)).join(", ")})`);
  return { source, calls: [...calls] };
}

function mapOf(random: Random, word: FamilyKind | undefined): FamilyMap | undefined {
  if (word === undefined) return random.next() < 0.14 ? { from: "number", to: "number" } : undefined;
  if (random.next() < 0.25) return undefined;
  return { from: word, to: random.next() < 0.65 ? "number" : word };
}

function valueFor(random: Random, { kind, range }: FamilyVariable): string {
  return kind === "number" ? String(between(random, ...range)) : random.pick(FAMILY_VALUES[kind]);
}

function sourceOf({ random, variables, map, lines }: FamilyDraft, parameters: number): string {
  const body = lines.map(({ text, depth }) => `${"  ".repeat(depth + 1)}${text}`);
  const text: string[] = [];
  if (map !== undefined && body.some(line => line.includes("m["))) text.push(mapLine(random, map));
  const names = variables.map(({ name }) => name);
  text.push(`function f(${names.slice(0, parameters).join(", ")}) {`);
  for (const variable of variables.slice(parameters))
    text.push(`  let ${variable.name} = ${valueFor(random, variable)};`);
  text.push(...body, `  return ${returned(random, variables).name};`, "}", "");
  return text.join("\n");
}

/** Mostly a number that was written, so that the answer must be worked out and has many values. */
function returned(random: Random, variables: readonly FamilyVariable[]): FamilyVariable {
  const weights = variables.map(
    variable =>
      [
        variable,
        (variable.counts ? 0.6 : variable.written ? 6 : 1) * (variable.kind === "number" ? 4 : 1),
      ] as const,
  );
  return weighted(random, weights);
}

function mapLine(random: Random, { from, to }: FamilyMap): string {
  const values = FAMILY_VALUES[to];
  // A map within one kind is a permutation: what is looked up again and again does not run together.
  const order = from === to ? random.shuffle(values) : FAMILY_VALUES[from].map(() => random.pick(values));
  const entries = FAMILY_VALUES[from].map((key, i) => `${key.replaceAll('"', "")}: ${order[i]}`);
  return `const m = { ${entries.join(", ")} };`;
}
