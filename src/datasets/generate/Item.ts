import type { Random } from "../../questions/random.js";
import { type Draft, name, type Parameter } from "./Draft.js";
import { NUMBERS, RECORDS, TEXTS } from "./vocabulary.js";

/** What a program goes through one by one, and the expressions one of them offers. */
export interface Item {
  readonly list: string;
  readonly item: string;
  /** What can be done with the list: a text has no `forEach`, a stream can only be used up. */
  readonly source: "array" | "text" | "stream";
  /** TypeScript types of one and of the list. */
  readonly type: string;
  readonly listType: string;
  /** Expressions of whole numbers, of texts, and of conditions. */
  readonly numbers: readonly string[];
  readonly texts: readonly string[];
  readonly flags: readonly string[];
  /** Lines that declare the type, where the language has types. */
  readonly declaration: readonly string[];
  /** A text the items may equal or hold, for conditions. */
  readonly sample: string;
  /** Name of a bound to compare with. */
  readonly bound: string;
  readonly parameter: Parameter;
}

/** Kinds of items. */
export type ItemKind = "number" | "word" | "letter" | "record";

/** Whole number from `least` to `most`. */
function between(random: Random, least: number, most: number): number {
  return least + random.below(most - least + 1);
}

/** Lengths of the lists of successive calls: the second is empty or short, the others grow. */
function lengthOf(random: Random, call: number): number {
  return call === 1 ? random.below(2) : between(random, 3, Math.min(6, 4 + call));
}

function list(random: Random, call: number, one: () => string): string {
  return `[${Array.from({ length: lengthOf(random, call) }, one).join(", ")}]`;
}

/** An item of a kind in words of its own. */
export function makeItem(draft: Draft, kind: ItemKind): Item {
  const { random } = draft;
  if (kind === "number") {
    const theme = random.pick(NUMBERS);
    const item = name(draft, theme.item);
    const low = random.pick([-4, 0, 0, 1]);
    return {
      list: name(draft, theme.list),
      item,
      source: "array",
      type: "number",
      listType: "number[]",
      numbers: [item],
      texts: [`String(${item})`],
      flags: [],
      declaration: [],
      sample: "1",
      bound: theme.bound,
      parameter: {
        name: theme.list,
        type: "number[]",
        argument: (at, call) => list(at, call, () => String(between(at, low, 12))),
      },
    };
  }
  if (kind === "record") {
    const theme = random.pick(RECORDS);
    const item = name(draft, theme.item);
    const { text, number, flag } = theme;
    return {
      list: name(draft, theme.list),
      item,
      source: "array",
      type: theme.type,
      listType: `${theme.type}[]`,
      numbers: [`${item}.${number}`],
      texts: [`${item}.${text}`],
      flags: [`${item}.${flag}`],
      declaration: draft.typescript
        ? [
            `interface ${theme.type} {`,
            `  ${text}: string;`,
            `  ${number}: number;`,
            `  ${flag}: boolean;`,
            "}",
            "",
          ]
        : [],
      sample: random.pick(theme.values),
      bound: "limit",
      parameter: {
        name: theme.list,
        type: `${theme.type}[]`,
        argument: (at, call) =>
          list(at, call, () => {
            const value = JSON.stringify(at.pick(theme.values));
            return `{${text}: ${value}, ${number}: ${between(at, 1, 9)}, ${flag}: ${at.below(2) === 0}}`;
          }),
      },
    };
  }
  const theme = random.pick(TEXTS);
  if (kind === "word") {
    const item = name(draft, theme.item);
    return {
      list: name(draft, theme.list),
      item,
      source: "array",
      type: "string",
      listType: "string[]",
      numbers: [`${item}.length`],
      texts: [item, item, `${item}.slice(0, 2)`, `${item}.toUpperCase()`, `${item}.slice(-1)`],
      flags: [],
      declaration: [],
      sample: random.pick([...random.pick(theme.values)]).toLowerCase(),
      bound: "limit",
      parameter: {
        name: theme.list,
        type: "string[]",
        argument: (at, call) => list(at, call, () => JSON.stringify(at.pick(theme.values))),
      },
    };
  }
  const word = name(draft, theme.item, "text");
  const item = name(draft, "letter", "sign");
  return {
    list: word,
    item,
    source: "text",
    type: "string",
    listType: "string",
    numbers: [`"aeiou".indexOf(${item})`, `${item}.charCodeAt(0) % 5`],
    texts: [item, item, `${item}.toUpperCase()`],
    flags: [`"aeiou".includes(${item})`],
    declaration: [],
    sample: random.pick([..."aeionrst"]),
    bound: "limit",
    parameter: {
      name: word,
      type: "string",
      argument: (at, call) => {
        const first = at.pick(theme.values).toLowerCase();
        const second = call === 1 ? "" : at.pick(theme.values).toLowerCase();
        return JSON.stringify(call % 3 === 2 ? `${first} ${second}` : first + second);
      },
    },
  };
}

/** A whole number that conditions compare with, as a parameter. */
export function boundParameter(bound: string): Parameter {
  return { name: bound, type: "number", argument: (random, call) => String(between(random, 1, 5 + call)) };
}
