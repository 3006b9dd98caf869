import type { Draft } from "../Draft.js";
import type { View } from "../expressions.js";
import type { Accumulator, Storage } from "./Accumulator.js";
import { kept, label, modes, seen, tally } from "./collections.js";
import { count, extreme, flip, rises, streak, total } from "./numbers.js";

/** A variable of the function. */
export function variables(draft: Draft): Storage {
  return {
    declare: (word, initial, type, constant) => {
      // The value says its type unless it is an empty collection.
      const bare = !draft.typescript || !/^(?:\[\]|\{\}|new )/.test(initial);
      return `${constant ? "const" : "let"} ${word}${bare ? "" : `: ${type}`} = ${initial};`;
    },
    ref: word => word,
  };
}

const MAKERS: readonly ((draft: Draft, view: View, storage: Storage) => Accumulator)[] = [
  total,
  count,
  extreme,
  rises,
  label,
  kept,
  tally,
  seen,
  streak,
  flip,
  modes,
];

/** Running values of one function, all different in kind. */
export function accumulators(
  draft: Draft,
  view: View,
  storage: Storage,
  many: number,
): readonly Accumulator[] {
  return draft.random
    .shuffle(MAKERS)
    .slice(0, many)
    .map(make => make(draft, view, storage));
}

/** One expression of the results, its type, and nothing lost. */
export function resultOf(
  draft: Draft,
  parts: readonly Accumulator[],
): { readonly result: string; readonly type: string } {
  const [first, second] = parts;
  if (second === undefined) return { result: first.result, type: first.type };
  const kind = draft.random.below(3);
  const plain = (part: Accumulator): boolean => part.type === "number" || part.type === "string";
  if (kind === 0 && plain(first) && plain(second)) {
    return {
      result: `\`\${${first.result}}${draft.random.pick(["/", ":", " of ", "|"])}\${${second.result}}\``,
      type: "string",
    };
  }
  if (kind === 1) {
    const [a, b] = draft.random.pick([
      ["first", "rest"],
      ["main", "extra"],
      ["sum", "side"],
      ["left", "right"],
    ]);
    return {
      result: `{ ${a}: ${first.result}, ${b}: ${second.result} }`,
      type: `{ ${a}: ${first.type}; ${b}: ${second.type} }`,
    };
  }
  return { result: `[${first.result}, ${second.result}]`, type: `[${first.type}, ${second.type}]` };
}
