import { type Draft, type Lines, name, type Parameter, signature, type Written } from "../Draft.js";
import { conditionOf, numberOf, textOf, type View } from "../expressions.js";
import { boundParameter } from "../Item.js";
import { camel, capital, VERBS } from "../vocabulary.js";
import { entryName, pairs, parametersOf, prepared } from "./fold.js";

/** A function that calls itself on less: the rest of a list, a smaller number, half of a list, the parts of a tree. */
export function recursion(draft: Draft): Written {
  return draft.random.pick([rest, rest, position, countdown, halves, tree])(draft);
}

/** What the function makes: a number, a text or a list; how two results combine, and what nothing gives. */
function goal(
  draft: Draft,
  view: View,
): { type: string; one: string; none: string; join: (a: string, b: string) => string } {
  const { random } = draft;
  const wrap = (text: string): string =>
    /^[\w.]+$|\)$/.test(text) && !text.includes(" ? ") ? text : `(${text})`;
  switch (random.below(4)) {
    case 0:
      return { type: "number", one: numberOf(draft, view), none: "0", join: (a, b) => `${wrap(a)} + ${b}` };
    case 1:
      return {
        type: "number",
        one: numberOf(draft, view),
        none: "0",
        join: (a, b) => `Math.max(${a}, ${b})`,
      };
    case 2: {
      const back = random.below(2) === 0;
      return {
        type: "string",
        one: textOf(draft, view),
        none: '""',
        join: (a, b) => (back ? `${b} + ${wrap(a)}` : `${wrap(a)} + ${b}`),
      };
    }
    default:
      return {
        type: "number[]",
        one: `[${numberOf(draft, view)}]`,
        none: "[]",
        join: (a, b) => `[${spread(a)}, ${spread(b)}]`,
      };
  }
}

/** Elements of a list, to stand in another. */
function spread(list: string): string {
  return list.startsWith("[") ? list.slice(1, -1) : `...${list}`;
}

/** `f([first, ...rest])`, or with `slice`. */
function rest(draft: Draft): Written {
  const { random } = draft;
  const ready = prepared(draft, random.pick(["number", "word", "record"]), 0.35);
  const { item, view } = ready;
  const entry = entryName(draft, item);
  const aim = goal(draft, view);
  const bounds = (lines: Lines): readonly Parameter[] => parametersOf(item, lines);
  const condition = conditionOf(draft, view);
  const other = random.below(2) === 0;
  const write = (bound: boolean): Lines => {
    const more = `${entry}(${item.list}.slice(1)${bound ? `, ${item.bound}` : ""})`;
    const keep = `return ${aim.join(aim.one, more)};`;
    const body: readonly Lines[] = [
      [keep],
      [`if (${condition}) return ${more};`, keep],
      [`const later = ${more};`, `return ${condition} ? ${aim.join(aim.one, "later")} : later;`],
      [
        `const later = ${more};`,
        `if (${condition}) return ${aim.join("later", aim.one)};`,
        `return ${aim.join(aim.one, "later")};`,
      ],
    ];
    return body[choice];
  };
  const choice = random.below(4);
  const bare = write(false);
  const parameters = bounds([...bare, aim.one]);
  const head = other
    ? [`if (${item.list}.length === 0) return ${aim.none};`, `const ${item.item} = ${item.list}[0];`]
    : [`const [${item.item}] = ${item.list};`, `if (${item.item} === undefined) return ${aim.none};`];
  const code = [...head, ...write(parameters.length > 1)];
  return {
    lines: [
      ...ready.before,
      `function ${entry}${signature(draft, pairs(parameters), aim.type)} {`,
      code,
      "}",
    ],
    entry,
    parameters,
  };
}

/** A walker inside that has a position and a running value. */
function position(draft: Draft): Written {
  const { random } = draft;
  const ready = prepared(draft, random.pick(["number", "word", "record", "letter"]), 0.35);
  const { item, view } = ready;
  const entry = entryName(draft, item);
  const walk = name(draft, "walk", "go", "visit");
  const seen: View = { ...view, numbers: [...view.numbers, "i", "sum"] };
  const step = random.pick(["i + 1", "i + 1", "i + 2", `i + (${conditionOf(draft, seen, 0)} ? 1 : 2)`]);
  const condition = conditionOf(draft, seen);
  const next = `${walk}(${step}, sum + ${numberOf(draft, seen)})`;
  const body = random.pick<Lines>([
    [`return ${next};`],
    [`if (${condition}) return ${walk}(i + 1, sum);`, `return ${next};`],
    [`return ${condition} ? ${next} : ${walk}(i + 1, ${numberOf(draft, seen)});`],
    [`if (${condition}) return sum;`, `return ${next};`],
  ]);
  const code: Lines = [
    `function ${walk}${signature(
      draft,
      [
        ["i", "number"],
        ["sum", "number"],
      ],
      "number",
    )} {`,
    [`if (i >= ${item.list}.length) return sum;`, `const ${item.item} = ${item.list}[i];`, ...body],
    "}",
    `return ${walk}(${random.below(2)}, ${random.below(3)});`,
  ];
  const parameters = parametersOf(item, code);
  return {
    lines: [
      ...ready.before,
      `function ${entry}${signature(draft, pairs(parameters), "number")} {`,
      code,
      "}",
    ],
    entry,
    parameters,
  };
}

/** On a number that gets smaller, once or twice a call. */
function countdown(draft: Draft): Written {
  const { random } = draft;
  const measure = random.pick(["rounds", "stairs", "rungs", "turns", "floors"]);
  const entry = name(draft, camel(random.pick(VERBS), measure));
  const view: View = {
    numbers: [measure],
    texts: [`String(${measure})`],
    flags: [],
    sample: "1",
    bound: "limit",
  };
  const aim = goal(draft, view);
  const call = (by: number): string => `${entry}(${measure} - ${by}${bound ? ", limit" : ""})`;
  let bound = false;
  const condition = conditionOf(draft, view);
  const one = aim.one;
  const shape = random.below(4);
  const by = 1 + random.below(2);
  const write = (): Lines => {
    const bodies: readonly Lines[] = [
      [`return ${aim.join(one, call(by))};`],
      [`if (${condition}) return ${call(1)};`, `return ${aim.join(one, call(by))};`],
      [`return ${aim.join(call(by), call(by + 1))};`],
      [
        `const below = ${call(by)};`,
        `if (${condition}) return ${aim.join(one, "below")};`,
        `return ${aim.join("below", call(by + 2))};`,
      ],
    ];
    return bodies[shape];
  };
  // The bound is handed on where a condition compares with it.
  bound = /\blimit\b/.test(JSON.stringify(write()));
  const base = aim.type === "number" ? measure : aim.type === "string" ? `"."` : `[${measure}]`;
  const low = random.pick([0, 1]);
  const code: Lines = [`if (${measure} <= ${low}) return ${random.pick([aim.none, base])};`, ...write()];
  const own: Parameter = {
    name: measure,
    type: "number",
    argument: (at, n) => String(Math.min(7, n + 1 + at.below(3))),
  };
  const parameters = bound ? [own, boundParameter("limit")] : [own];
  return {
    lines: [`function ${entry}${signature(draft, pairs(parameters), aim.type)} {`, code, "}"],
    entry,
    parameters,
  };
}

/** Both halves of a list. */
function halves(draft: Draft): Written {
  const { random } = draft;
  const ready = prepared(draft, random.pick(["number", "word", "record"]), 0.35);
  const { item, view } = ready;
  const entry = entryName(draft, item);
  const aim = goal(draft, view);
  const parameters = [{ ...item.parameter, name: item.list }];
  if (/\b(?:limit)\b/.test(aim.one) || aim.one.includes(item.bound))
    aim.one = aim.one.replaceAll(item.bound, "3");
  const flip = random.below(2) === 0;
  const both = flip ? aim.join("right", "left") : aim.join("left", "right");
  const code: Lines = [
    `if (${item.list}.length === 0) return ${aim.none};`,
    `const [${item.item}] = ${item.list};`,
    `if (${item.list}.length === 1) return ${aim.one};`,
    `const middle = ${random.pick(["Math.floor", "Math.ceil"])}(${item.list}.length / 2);`,
    `const left = ${entry}(${item.list}.slice(0, middle));`,
    `const right = ${entry}(${item.list}.slice(middle));`,
    random.pick(
      [
        `return ${both};`,
        `return left.length > 3 ? left : ${both};`,
        `return left < right ? ${both} : left;`,
      ].slice(0, aim.type === "number" ? 1 : 2),
    ),
  ];
  return {
    lines: [
      ...ready.before,
      `function ${entry}${signature(draft, pairs(parameters), aim.type)} {`,
      code,
      "}",
    ],
    entry,
    parameters,
  };
}

/** A nested list of numbers. */
function tree(draft: Draft): Written {
  const { random } = draft;
  const list = random.pick(["nest", "branches", "boxes", "shelves"]);
  const entry = name(draft, camel(random.pick(VERBS), list));
  const view: View = {
    numbers: [list, "depth"],
    texts: [`String(${list})`],
    flags: [],
    sample: "1",
    bound: "depth",
  };
  const leaf = numberOf(draft, view);
  const condition = conditionOf(draft, view);
  const deeper = `${entry}(part, depth + 1)`;
  const type = capital(list);
  const parameters: [string, string][] = [
    [list, type],
    ["depth", "number"],
  ];
  const inner = random.pick<Lines>([
    ["let sum = 0;", `for (const part of ${list}) sum += ${deeper};`, "return sum;"],
    ["let best = depth;", `for (const part of ${list}) best = Math.max(best, ${deeper});`, "return best;"],
    [
      "let sum = depth;",
      `for (const part of ${list}) {`,
      [`const value = ${deeper};`, `if (value > depth) sum += value;`],
      "}",
      "return sum;",
    ],
    [
      "let sum = 0;",
      `for (let i = 0; i < ${list}.length; i++) {`,
      [`const part = ${list}[i];`, `sum += i % 2 === 0 ? ${deeper} : -${deeper};`],
      "}",
      "return sum;",
    ],
    [
      `return ${list}.reduce${draft.typescript ? "<number>" : ""}((sum, part) => sum + ${deeper}, ${random.pick(["0", "depth", "1"])});`,
    ],
  ]);
  const first = random.pick<Lines>([
    [`if (typeof ${list} === "number") return ${leaf};`],
    [`if (typeof ${list} === "number") {`, [`if (${condition}) return ${leaf};`, `return ${list};`], "}"],
    [`if (typeof ${list} === "number") return ${condition} ? ${leaf} : depth;`],
  ]);
  const own: Parameter = { name: list, type, argument: (at, n) => nested(at, Math.min(3, n)) };
  const nested = (at: Draft["random"], depth: number): string =>
    depth === 0
      ? String(1 + at.below(9))
      : `[${Array.from({ length: 2 + at.below(2) }, () => nested(at, at.below(depth))).join(", ")}]`;
  const start: Parameter = { name: "depth", type: "number", argument: at => String(at.below(3)) };
  return {
    lines: [
      ...(draft.typescript ? [`type ${type} = number | ${type}[];`, ""] : []),
      `function ${entry}${signature(draft, parameters, "number")} {`,
      [...first, ...inner],
      "}",
    ],
    entry,
    parameters: [own, start],
  };
}
