import { chance, type Draft, type Lines, name } from "../Draft.js";
import { conditionOf, numberOf, type View } from "../expressions.js";
import type { Accumulator, Storage } from "./Accumulator.js";

/** A sum. */
export function total(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
  const word = name(draft, "total", "sum");
  const at = ref(word);
  const value = numberOf(draft, view);
  const condition = conditionOf(draft, view);
  const step: Lines = draft.random.pick<Lines>([
    [`${at} += ${value};`],
    [`${at} += ${condition} ? ${value} : ${numberOf(draft, view, 0)};`],
    [`if (${condition}) ${at} += ${value};`, `else ${at} -= ${numberOf(draft, view, 0)};`],
    [`if (${condition}) {`, [`${at} += ${value};`], "}"],
    [`if (${condition}) ${at} = ${value};`, `else ${at} += ${numberOf(draft, view)};`],
  ]);
  const initial = String(draft.random.pick([0, 0, 1, 10]));
  return { initial: [declare(word, initial, "number", false)], step, result: at, type: "number" };
}

/** A number of hits. */
export function count(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
  const word = name(draft, "count", "hits");
  const at = ref(word);
  const condition = conditionOf(draft, view);
  const step = draft.random.pick<Lines>([
    [`if (${condition}) ${at}++;`],
    [`if (${condition}) ${at}++;`, `else if (${conditionOf(draft, view, 0)}) ${at} += 2;`],
    [`${at} += ${condition} ? 1 : 0;`],
    [`if (!(${condition})) ${at} = 0;`, `else ${at} += 1;`],
  ]);
  return { initial: [declare(word, "0", "number", false)], step, result: at, type: "number" };
}

/** The largest or smallest. */
export function extreme(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
  const least = chance(draft, 0.4);
  const word = name(draft, least ? "smallest" : "largest", least ? "lowest" : "highest");
  const at = ref(word);
  const value = numberOf(draft, view);
  const step = draft.random.pick<Lines>([
    [`if (${value} ${least ? "<" : ">"} ${at}) ${at} = ${value};`],
    [`${at} = Math.${least ? "min" : "max"}(${at}, ${value});`],
    [`const rival = ${value};`, `if (rival ${least ? "<=" : ">="} ${at}) {`, [`${at} = rival;`], "}"],
  ]);
  return { initial: [declare(word, least ? "9" : "-1", "number", false)], step, result: at, type: "number" };
}

/** How often the value before was smaller. */
export function rises(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
  const before = name(draft, "previous", "last");
  const word = name(draft, "rises", "changes");
  const value = draft.random.pick(view.numbers);
  const compare = draft.random.pick([">", "<", "!==", ">="]);
  const step = draft.random.pick<Lines>([
    [`if (${value} ${compare} ${ref(before)}) ${ref(word)}++;`, `${ref(before)} = ${value};`],
    [
      `${ref(word)} += ${value} ${compare} ${ref(before)} ? 1 : -1;`,
      `${ref(before)} = ${numberOf(draft, view)};`,
    ],
    [
      `const gap = ${value} - ${ref(before)};`,
      `if (gap > 1) ${ref(word)} += gap;`,
      `${ref(before)} = ${value};`,
    ],
  ]);
  const initial = [declare(before, "0", "number", false), declare(word, "0", "number", false)];
  return { initial, step, result: ref(word), type: "number" };
}

/** The longest run. */
export function streak(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
  const word = name(draft, "streak", "run");
  const longest = name(draft, "longest", "record");
  const step = draft.random.pick<Lines>([
    [
      `${ref(word)} = ${conditionOf(draft, view)} ? ${ref(word)} + 1 : 0;`,
      `${ref(longest)} = Math.max(${ref(longest)}, ${ref(word)});`,
    ],
    [
      `if (${conditionOf(draft, view)}) {`,
      [`${ref(word)}++;`, `if (${ref(word)} > ${ref(longest)}) ${ref(longest)} = ${ref(word)};`],
      "} else {",
      [`${ref(word)} = 0;`],
      "}",
    ],
  ]);
  const initial = [declare(word, "0", "number", false), declare(longest, "0", "number", false)];
  return { initial, step, result: ref(longest), type: "number" };
}

/** A sum with a sign that changes. */
export function flip(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
  const sign = name(draft, "sign", "way");
  const word = name(draft, "balance", "score");
  const step = draft.random.pick<Lines>([
    [`${ref(word)} += ${ref(sign)} * ${draft.random.pick(view.numbers)};`, `${ref(sign)} = -${ref(sign)};`],
    [`if (${conditionOf(draft, view)}) ${ref(sign)} = -${ref(sign)};`, `${ref(word)} += ${ref(sign)};`],
  ]);
  const initial = [declare(sign, "1", "number", false), declare(word, "0", "number", false)];
  return { initial, step, result: ref(word), type: "number" };
}
