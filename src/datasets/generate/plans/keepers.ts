import { chance, type Draft, type Lines, mentions, name, signature, typed, type Written } from "../Draft.js";
import { conditionOf } from "../expressions.js";
import { loopForm } from "../loops.js";
import type { Storage } from "../running/Accumulator.js";
import { accumulators, resultOf, variables } from "../running/accumulators.js";
import { capital } from "../vocabulary.js";
import { entryName, pairs, parametersOf, prepared } from "./fold.js";

/** A factory whose functions share running values; one more function drives them. */
export function closures(draft: Draft): Written {
  const { random } = draft;
  const ready = prepared(draft, random.pick(["number", "word", "record"]), 0.4);
  const { item, view } = ready;
  const entry = entryName(draft, item);
  const maker = name(
    draft,
    ...random.shuffle(["makeCounter", "makeKeeper", "makeGauge", "makeLedger", "makeMeter"]),
  );
  const parts = accumulators(draft, view, variables(draft), random.pick([1, 2]));
  const { result, type } = resultOf(draft, parts);
  const initial = parts.flatMap(part => part.initial);
  const steps = parts.flatMap(part => part.step);
  const bounded = mentions(steps, item.bound);
  const [add, report] = random.pick([
    ["add", "report"],
    ["take", "result"],
    ["note", "read"],
    ["feed", "state"],
  ]);
  const one = typed(draft, item.item, item.type);
  const single = chance(draft, 0.35);
  const inner: Lines = single
    ? [
        ...initial,
        `return ${draft.typescript ? `(${one}): ${type}` : item.item} => {`,
        [...steps, `return ${result};`],
        "};",
      ]
    : random.pick<Lines>([
        [
          ...initial,
          "return {",
          [`${add}(${one}) {`, steps, "},", `${report}: ${signature(draft, [], type)} => ${paren(result)},`],
          "};",
        ],
        [
          ...initial,
          `const ${add} = ${draft.typescript ? `(${one})` : item.item} => {`,
          steps,
          "};",
          `const ${report} = ${signature(draft, [], type)} => ${paren(result)};`,
          `return { ${add}, ${report} };`,
        ],
        [
          ...initial,
          `function ${add}(${one}) {`,
          steps,
          "}",
          `return { ${add}, ${report}: ${signature(draft, [], type)} => ${paren(result)} };`,
        ],
      ]);
  const form = loopForm(draft, item, "i");
  const keeper = name(draft, "keeper", "gauge");
  const limit = bounded ? item.bound : "";
  const guard: Lines = chance(draft, 0.25) ? [`if (${conditionOf(draft, view)}) ${form.skip}`] : [];
  const drive: Lines = single
    ? random.pick<Lines>([
        [
          `const ${keeper} = ${maker}(${limit});`,
          `return ${item.list}.map(${item.item} => ${keeper}(${item.item}));`,
        ],
        [
          `const ${keeper} = ${maker}(${limit});`,
          `const trail${draft.typescript ? `: ${wrapped(type)}[]` : ""} = [];`,
          ...form.around([...guard, `trail.push(${keeper}(${item.item}));`]),
          `return trail${random.pick(["", ".slice(-2)", ".reverse()"])};`,
        ],
      ])
    : [
        `const ${keeper} = ${maker}(${limit});`,
        ...form.around([...guard, `${keeper}.${add}(${item.item});`]),
        `return ${keeper}.${report}();`,
      ];
  const parameters = parametersOf(item, drive);
  const back = single ? `${wrapped(type)}[]` : type;
  return {
    lines: [
      ...ready.before,
      `function ${maker}(${bounded ? typed(draft, item.bound, "number") : ""}) {`,
      inner,
      "}",
      "",
      `function ${entry}${signature(draft, pairs(parameters), back)} {`,
      drive,
      "}",
    ],
    entry,
    parameters,
  };
}

/** An object literal needs parentheses as the body of an arrow function. */
function paren(text: string): string {
  return text.startsWith("{") ? `(${text})` : text;
}

/** A type that `[]` may follow. */
function wrapped(type: string): string {
  return type.includes(" ") && !type.startsWith("[") && !type.startsWith("{") ? `(${type})` : type;
}

/** A class whose fields are running values, with a subclass or a getter in some cases. */
export function classes(draft: Draft): Written {
  const { random } = draft;
  const ready = prepared(draft, random.pick(["number", "word", "record"]), 0.4);
  const { item, view } = ready;
  const entry = entryName(draft, item);
  const inherits = chance(draft, 0.4);
  const hash = !inherits && chance(draft, 0.5) ? "#" : "";
  const title = name(draft, ...random.shuffle(["Counter", "Ledger", "Gauge", "Board", "Basket", "Meter"]));
  const fields: Storage = {
    declare: (word, initial, type) =>
      draft.typescript && /^(?:\[\]|\{\}|new )/.test(initial)
        ? `${hash}${word}: ${type} = ${initial};`
        : `${hash}${word} = ${initial};`,
    ref: word => `this.${hash}${word}`,
  };
  const bounded = chance(draft, 0.4);
  const seen = { ...view, bound: bounded ? `this.${hash}limit` : String(2 + random.below(4)) };
  const parts = accumulators(draft, seen, fields, random.pick([1, 1, 2]));
  const { result, type } = resultOf(draft, parts);
  const [add, report] = random.pick([
    ["add", "total"],
    ["take", "result"],
    ["note", "summary"],
    ["put", "state"],
  ]);
  const getter = chance(draft, 0.5);
  const one = typed(draft, item.item, item.type);
  const usesLimit =
    mentions(
      parts.flatMap(part => part.step),
      "this",
    ) && JSON.stringify(parts).includes(`this.${hash}limit`);
  const arms: Lines = usesLimit
    ? [
        draft.typescript ? `${hash}limit: number;` : `${hash}limit;`,
        "",
        `constructor(${typed(draft, "limit", "number")}) {`,
        [`this.${hash}limit = limit;`],
        "}",
        "",
      ]
    : [""];
  const lines: Lines = [
    `class ${title} {`,
    [
      ...parts.flatMap(part => part.initial),
      ...arms,
      `${add}(${one}) {`,
      [...parts.flatMap(part => part.step), ...(chance(draft, 0.3) ? ["return this;"] : [])],
      "}",
      "",
      `${getter ? "get " : ""}${report}${signature(draft, [], type)} {`,
      [`return ${result};`],
      "}",
    ],
    "}",
  ];
  const child = `${random.pick(["Strict", "Double", "Picky", "Quiet"])}${title}`;
  const plain = { ...seen, bound: String(2 + random.below(4)) };
  const condition = conditionOf(draft, plain);
  const subclass: Lines = [
    "",
    `class ${child} extends ${title} {`,
    [
      `${draft.typescript ? "override " : ""}${add}(${one}) {`,
      random.pick<Lines>(
        [
          [`if (${condition}) super.${add}(${item.item});`],
          [`if (${condition}) super.${add}(${item.item});`, `return super.${add}(${item.item});`],
          [`if (${condition}) return this;`, `return super.${add}(${item.item});`],
        ].slice(0, JSON.stringify(lines).includes("return this;") ? 3 : 1),
      ),
      "}",
    ],
    "}",
  ];
  const form = loopForm(draft, item, "i");
  const made = capital(item.item).toLowerCase() === "board" ? "sheet" : name(draft, "board", "keeper");
  const limit = usesLimit ? "limit" : "";
  const which = inherits
    ? random.pick([
        `new ${child}(${limit})`,
        `${item.list}.length > 3 ? new ${child}(${limit}) : new ${title}(${limit})`,
      ])
    : `new ${title}(${limit})`;
  const drive: Lines = [
    `const ${made} = ${which};`,
    ...form.around([`${made}.${add}(${item.item});`]),
    `return ${made}.${report}${getter ? "" : "()"};`,
  ];
  const own = { ...item, bound: "limit" };
  const parameters = parametersOf(own, drive);
  return {
    lines: [
      ...ready.before,
      ...lines,
      ...(inherits ? subclass : []),
      "",
      `function ${entry}${signature(draft, pairs(parameters), type)} {`,
      drive,
      "}",
    ],
    entry,
    parameters,
  };
}
