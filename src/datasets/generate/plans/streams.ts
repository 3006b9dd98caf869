import { chance, type Draft, type Lines, name, signature, typed, type Written } from "../Draft.js";
import { conditionOf, numberOf, textOf, type View } from "../expressions.js";
import { makeItem } from "../Item.js";
import { loopForm } from "../loops.js";
import { entryName, folding, type Prepared, pairs, parametersOf, prepared } from "./fold.js";

/** A generator that picks and changes items, and a function that takes what it yields. */
export function iterators(draft: Draft): Written {
  const { random } = draft;
  const ready = prepared(draft, random.pick(["number", "word", "record", "letter"]), 0.3);
  const { item, view } = ready;
  const entry = entryName(draft, item);
  const source = name(draft, ...random.shuffle(["pick", "stream", "flow", "parts", "series"]));
  const texts = chance(draft, 0.4);
  const type = texts ? "string" : "number";
  const literal: View = { ...view, bound: String(2 + random.below(4)) };
  const one = (depth = 1): string =>
    texts ? textOf(draft, literal, depth) : numberOf(draft, literal, depth);
  const form = loopForm(draft, item, "i");
  // A callback cannot yield for the function around it.
  const around =
    form.stop === undefined
      ? (body: Lines): Lines => [`for (const ${item.item} of ${item.list}) {`, body, "}"]
      : form.around;
  const condition = conditionOf(draft, literal);
  const body = random.pick<Lines>([
    [`yield ${one()};`],
    [`if (${condition}) yield ${one()};`],
    [`if (${condition}) continue;`, `yield ${one()};`],
    [`yield ${one(0)};`, `if (${condition}) yield ${one()};`],
    [`if (${condition}) yield ${one()};`, `else yield ${one(0)};`],
    [`if (${condition}) return;`, `yield ${one()};`],
  ]);
  const tail: Lines = chance(draft, 0.3) ? [`yield ${texts ? '"end"' : `${item.list}.length`};`] : [];
  const back = `Generator<${type}, void, undefined>`;
  const lines: Lines = [
    `function* ${source}${signature(draft, [[item.list, item.listType]], back)} {`,
    [...around(body), ...tail],
    "}",
  ];
  const taking = consumer(draft, `${source}(${item.list})`, type);
  const parameters = parametersOf(item, taking.lines);
  return {
    lines: [
      ...ready.before,
      ...lines,
      "",
      `function ${entry}${signature(draft, pairs(parameters), taking.type)} {`,
      taking.lines,
      "}",
    ],
    entry,
    parameters,
  };
}

/** Statements that use up an iterator. */
function consumer(draft: Draft, source: string, type: "number" | "string"): { lines: Lines; type: string } {
  const { random } = draft;
  const value = name(draft, "value", "part");
  const view: View =
    type === "number"
      ? { numbers: [value], texts: [`String(${value})`], flags: [], sample: "1", bound: "3" }
      : {
          numbers: [`${value}.length`],
          texts: [value],
          flags: [],
          sample: random.pick([..."aeio"]),
          bound: "2",
        };
  if (chance(draft, 0.3)) {
    return random.pick([
      { lines: [`return [...${source}];`], type: `${type}[]` },
      {
        lines: [`const [head, ...others] = ${source};`, "return [others.length, head];"],
        type: `[number, ${type} | undefined]`,
      },
      {
        lines: [`return Array.from(${source}, ${value} => ${numberOf(draft, view)}).reverse();`],
        type: "number[]",
      },
      {
        lines: [`return [...${source}].filter(${value} => ${conditionOf(draft, view)});`],
        type: `${type}[]`,
      },
    ]);
  }
  if (chance(draft, 0.3)) {
    const flow = name(draft, "flow", "stepper");
    const kept = `const kept${draft.typescript ? `: ${type}[]` : ""} = [];`;
    return {
      lines: [
        `const ${flow} = ${source};`,
        kept,
        `for (let step = ${flow}.next(); !step.done; step = ${flow}.next()) {`,
        [
          `const ${value} = step.value;`,
          `if (${conditionOf(draft, view)}) kept.push(${value});`,
          ...(chance(draft, 0.5) ? [`else ${flow}.next();`] : []),
        ],
        "}",
        "return kept;",
      ],
      type: `${type}[]`,
    };
  }
  const base = makeItem(draft, "number");
  const stream: Prepared = {
    item: { ...base, item: value, list: source, source: "stream" },
    view,
    before: [],
  };
  const { initial, loop, result, type: made } = folding(draft, stream, random.pick([1, 1, 2]));
  return { lines: [...initial, ...loop, `return ${result};`], type: made };
}

/** A function that refuses some items with an exception, and one that goes on after it. */
export function exceptions(draft: Draft): Written {
  const { random } = draft;
  const ready = prepared(draft, random.pick(["number", "word", "record"]), 0.25);
  const { item, view } = ready;
  const entry = entryName(draft, item);
  const check = name(draft, ...random.shuffle(["accept", "verify", "admit", "demand", "parse"]));
  const literal: View = { ...view, bound: String(2 + random.below(4)) };
  const texts = chance(draft, 0.4);
  const one = texts ? textOf(draft, literal) : numberOf(draft, literal);
  const type = texts ? "string" : "number";
  const kinds = random.shuffle(["RangeError", "Error", "TypeError"]);
  const message = random.pick([
    '"too much"',
    '"not now"',
    `\`bad \${${literal.texts[0]}}\``,
    `"no " + ${literal.texts[0]}`,
  ]);
  const second = chance(draft, 0.4);
  const checks: Lines = [
    `if (${conditionOf(draft, literal)}) throw new ${kinds[0]}(${message});`,
    ...(second ? [`if (${conditionOf(draft, literal)}) throw new ${kinds[1]}("refused");`] : []),
    `return ${one};`,
  ];
  const form = loopForm(draft, item, "i");
  const list = name(draft, "kept", "taken");
  const made = name(draft, "errors", "faults");
  const tries = name(draft, "tries", "rounds");
  const error = draft.typescript ? "(error as Error)" : "error";
  const recover = random.pick<Lines>([
    [`${made} += 1;`],
    [`${list}.push(${error}.message${texts ? "" : ".length"});`, `${made} += 1;`],
    [`${made} += error instanceof ${kinds[0]} ? 1 : 5;`],
    [`if (${item.list}.length > 4) throw error;`, `${made} += 1;`],
    [`${made} += 1;`, `if (${made} > 1) ${form.stop ?? form.skip}`],
  ]);
  const close: Lines = chance(draft, 0.5)
    ? ["} finally {", [`${tries} += ${random.pick(["1", "2", `${list}.length`])};`], "}"]
    : ["}"];
  const attempt: Lines = [
    "try {",
    [`${list}.push(${check}(${item.item}));`],
    `} catch ${JSON.stringify(recover).includes("error") ? "(error) " : ""}{`,
    recover,
    ...close,
  ];
  const counted = close.length > 1;
  const code: Lines = [
    `const ${list}${draft.typescript ? `: ${type}[]` : ""} = [];`,
    `let ${made} = 0;`,
    ...(counted ? [`let ${tries} = 0;`] : []),
    ...(chance(draft, 0.75)
      ? form.around(attempt)
      : [
          "try {",
          form.around([`${list}.push(${check}(${item.item}));`]),
          `} catch ${JSON.stringify(recover).includes("error") ? "(error) " : ""}{`,
          recover.filter(line => line !== `if (${made} > 1) ${form.stop ?? form.skip}`),
          ...close,
        ]),
    counted
      ? `return [${list}.join("-"), ${made}, ${tries}];`
      : random.pick([
          `return [${list}.join("-"), ${made}];`,
          `return \`\${${list}.join("+")} \${${made}}\`;`,
        ]),
  ];
  const back = counted
    ? "[string, number, number]"
    : String(code.at(-1)).includes("`")
      ? "string"
      : "[string, number]";
  const parameters = parametersOf(item, code);
  return {
    lines: [
      ...ready.before,
      `function ${check}(${typed(draft, item.item, item.type)})${draft.typescript ? `: ${type}` : ""} {`,
      checks,
      "}",
      "",
      `function ${entry}${signature(draft, pairs(parameters), back)} {`,
      code,
      "}",
    ],
    entry,
    parameters,
  };
}
