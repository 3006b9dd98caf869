import { chance, type Draft, type Lines, name } from "../Draft.js";
import { conditionOf, numberOf, textOf, type View } from "../expressions.js";
import type { Accumulator, Storage } from "./Accumulator.js";

/** A text that grows. */
export function label(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
  const word = name(draft, "label", "line");
  const at = ref(word);
  const value = textOf(draft, view);
  const mark = JSON.stringify(draft.random.pick(["-", ",", "/", " "]));
  const step = draft.random.pick<Lines>([
    [`${at} += ${value};`],
    [`${at} = ${value} + ${at};`],
    [`if (${at} !== "") ${at} += ${mark};`, `${at} += ${value};`],
    [
      `if (${conditionOf(draft, view)}) ${at} += ${value};`,
      `else ${at} = ${textOf(draft, view, 0)} + ${at};`,
    ],
    [`${at} += ${conditionOf(draft, view)} ? ${value} : ${mark};`],
  ]);
  const result = draft.random.pick([at, at, `${at}.trim()`, `${at}.slice(0, 12)`, `${at}.length`]);
  return {
    initial: [declare(word, '""', "string", false)],
    step,
    result,
    type: result.endsWith("length") ? "number" : "string",
  };
}

/** A list of some. */
export function kept(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
  const word = name(draft, "kept", "chosen");
  const at = ref(word);
  const texts = chance(draft, 0.5);
  const value = texts ? textOf(draft, view) : numberOf(draft, view);
  const condition = conditionOf(draft, view);
  const step = draft.random.pick<Lines>([
    [`if (${condition}) ${at}.push(${value});`],
    [`${at}.push(${value});`],
    [`if (${condition}) ${at}.push(${value});`, `else ${at}.unshift(${value});`],
    [`if (${at}.length > 0 && ${conditionOf(draft, view, 0)}) ${at}.pop();`, `else ${at}.push(${value});`],
    [`${at}.push(${value});`, `if (${at}.length > 3) ${at}.shift();`],
    [`if (!${at}.includes(${value})) ${at}.push(${value});`],
  ]);
  const element = texts ? "string" : "number";
  const [result, type] = draft.random.pick([
    [at, `${element}[]`],
    [`${at}.join("${draft.random.pick(["-", "", "+"])}")`, "string"],
    [`${at}.length`, "number"],
    [`${at}.slice(-2)`, `${element}[]`],
    [`[...${at}].reverse()`, `${element}[]`],
    [`${at}.slice().sort(${texts ? "" : "(a, b) => a - b"})`, `${element}[]`],
  ]);
  return { initial: [declare(word, "[]", `${element}[]`, true)], step, result, type };
}

/** Numbers by key. */
export function tally(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
  const word = name(draft, "tally", "groups");
  const at = ref(word);
  const key = textOf(draft, view, 0);
  const value = draft.random.pick(["1", numberOf(draft, view)]);
  if (chance(draft, 0.4)) {
    const result = draft.random.pick([
      `[...${at}]`,
      `${at}.size`,
      `[...${at}.values()]`,
      `[...${at}.keys()].join("")`,
    ]);
    const type = result.endsWith("size")
      ? "number"
      : result.endsWith(")]")
        ? "number[]"
        : result.endsWith(")")
          ? "string"
          : "[string, number][]";
    const step = draft.random.pick<Lines>([
      [`${at}.set(${key}, (${at}.get(${key}) ?? 0) + ${value});`],
      [`if (${at}.has(${key})) ${at}.delete(${key});`, `else ${at}.set(${key}, ${value});`],
      [
        `const known = ${at}.get(${key}) ?? ${draft.random.below(3)};`,
        `${at}.set(${key}, known + ${value});`,
      ],
    ]);
    return { initial: [declare(word, "new Map()", "Map<string, number>", true)], step, result, type };
  }
  const step = draft.random.pick<Lines>([
    [`${at}[${key}] = (${at}[${key}] ?? 0) + ${value};`],
    [`if (${key} in ${at}) ${at}[${key}] += ${value};`, `else ${at}[${key}] = ${numberOf(draft, view, 0)};`],
    [`${at}[${key}] ??= 0;`, `if (${conditionOf(draft, view)}) ${at}[${key}] += ${value};`],
  ]);
  const [result, type] = draft.random.pick([
    [at, "Record<string, number>"],
    [`Object.keys(${at}).length`, "number"],
    [`Object.keys(${at}).join("${draft.random.pick([",", ""])}")`, "string"],
    [`Object.values(${at})`, "number[]"],
    [`Object.entries(${at}).map(([key, value]) => key + value)`, "string[]"],
  ]);
  return { initial: [declare(word, "{}", "Record<string, number>", true)], step, result, type };
}

/** What came before. */
export function seen(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
  const word = name(draft, "seen", "known");
  const again = name(draft, "repeats", "doubles");
  const texts = chance(draft, 0.5);
  const value = texts ? textOf(draft, view, 0) : numberOf(draft, view);
  const step = draft.random.pick<Lines>([
    [`if (${ref(word)}.has(${value})) ${ref(again)}++;`, `else ${ref(word)}.add(${value});`],
    [
      `const size = ${ref(word)}.size;`,
      `${ref(word)}.add(${value});`,
      `if (${ref(word)}.size === size) ${ref(again)} += size;`,
    ],
  ]);
  const type = `Set<${texts ? "string" : "number"}>`;
  const initial = [declare(word, "new Set()", type, true), declare(again, "0", "number", false)];
  const result = draft.random.pick([
    ref(again),
    `${ref(word)}.size - ${ref(again)}`,
    `${ref(word)}.size * 10 + ${ref(again)}`,
  ]);
  return { initial, step, result, type: "number" };
}

/** A state out of three. */
export function modes(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
  const word = name(draft, "mode", "phase");
  const at = ref(word);
  const [one, two, three] = draft.random.shuffle(["idle", "warm", "busy", "open", "full"]);
  const toTwo = `if (${conditionOf(draft, view, 0)}) ${at} = "${two}";`;
  const step = draft.random.pick<Lines>([
    [
      `switch (${at}) {`,
      [
        `case "${one}":`,
        [toTwo, "break;"],
        `case "${two}":`,
        [`${at} = "${three}";`, "break;"],
        "default:",
        [`${at} = "${one}";`],
      ],
      "}",
    ],
    [
      `if (${at} === "${one}") ${at} = "${two}";`,
      `else if (${conditionOf(draft, view)}) ${at} = "${one}";`,
      `else ${at} = "${three}";`,
    ],
  ]);
  return { initial: [declare(word, `"${one}"`, "string", false)], step, result: at, type: "string" };
}
