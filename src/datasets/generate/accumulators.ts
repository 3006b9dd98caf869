import { chance, type Draft, type Lines, name } from "./Draft.js";
import { conditionOf, numberOf, textOf, type View } from "./expressions.js";

/** Where a running value lives: a variable, a field, a private field. */
export interface Storage {
  /** Declares it; `type` is its TypeScript type. */
  declare(name: string, initial: string, type: string, constant: boolean): string;
  /** The expression it is read and written by. */
  ref(name: string): string;
}

/** A running value: what it starts as, what one item does to it, what comes of it. */
export interface Accumulator {
  readonly initial: readonly string[];
  readonly step: Lines;
  readonly result: string;
  readonly type: string;
}

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

function total(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
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

function count(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
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

function extreme(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
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

function rises(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
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

function label(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
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

function kept(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
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

function tally(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
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

function seen(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
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

function streak(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
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

function flip(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
  const sign = name(draft, "sign", "way");
  const word = name(draft, "balance", "score");
  const step = draft.random.pick<Lines>([
    [`${ref(word)} += ${ref(sign)} * ${draft.random.pick(view.numbers)};`, `${ref(sign)} = -${ref(sign)};`],
    [`if (${conditionOf(draft, view)}) ${ref(sign)} = -${ref(sign)};`, `${ref(word)} += ${ref(sign)};`],
  ]);
  const initial = [declare(sign, "1", "number", false), declare(word, "0", "number", false)];
  return { initial, step, result: ref(word), type: "number" };
}

function modes(draft: Draft, view: View, { declare, ref }: Storage): Accumulator {
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
