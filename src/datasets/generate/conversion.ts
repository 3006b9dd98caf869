import { chance, type Draft, type Lines, mentions, name, signature } from "./Draft.js";
import { conditionOf, numberOf, textOf, type View } from "./expressions.js";
import { HELPERS } from "./vocabulary.js";

/** A function of its own that turns a number or text into another: its code, and what a call of it looks like. */
export interface Conversion {
  readonly lines: Lines;
  readonly call: (argument: string) => string;
  readonly gives: "number" | "string";
}

/** A conversion with one parameter of the type; all of its bodies use the parameter and end. */
export function makeConversion(draft: Draft, takes: "number" | "string"): Conversion {
  const { random } = draft;
  const word = name(draft, ...random.shuffle(HELPERS));
  const value = takes === "number" ? "value" : "text";
  const view: View = {
    numbers: takes === "number" ? [value] : [`${value}.length`],
    texts: takes === "number" ? [`String(${value})`] : [value],
    flags: [],
    sample: random.pick([..."aeiorst"]),
    bound: String(2 + random.below(4)),
  };
  if (takes === "number" && chance(draft, 0.25)) return recursive(draft, word);
  const gives = chance(draft, takes === "number" ? 0.75 : 0.5) ? "number" : "string";
  const one = (depth = 1): string =>
    gives === "number" ? numberOf(draft, view, depth) : textOf(draft, view, depth);
  const head = `function ${word}${signature(draft, [[value, takes]], gives)} {`;
  const shapes: readonly (() => Lines)[] = [
    () => [`const ${word} = ${signature(draft, [[value, takes]], gives)} => ${one()};`],
    () => [head, [`if (${conditionOf(draft, view)}) return ${one()};`, `return ${one(0)};`], "}"],
    () => [
      head,
      [
        `if (${conditionOf(draft, view)}) {`,
        [`return ${one(0)};`],
        `} else if (${conditionOf(draft, view, 0)}) {`,
        [`return ${one()};`],
        "}",
        `return ${one()};`,
      ],
      "}",
    ],
    () => [
      head,
      [
        `let result = ${one(0)};`,
        `if (${conditionOf(draft, view)}) result ${gives === "number" ? "-" : "+"}= ${gives === "number" ? "1" : value};`,
        "return result;",
      ],
      "}",
    ],
    () => {
      const maker = name(draft, `${word}With`);
      const body = one();
      const condition = conditionOf(draft, { ...view, bound: "extra" }, 0);
      const parameters: [string, string][] = [["extra", "number"]];
      const inner = `${signature(draft, [[value, takes]], gives)} => `;
      const text = mentions([condition], "extra")
        ? `${condition} ? ${body} : ${one(0)}`
        : gives === "number"
          ? `${body} + extra`
          : `${body} + extra`;
      return [
        `function ${maker}${signature(draft, parameters, `(${value}: ${takes}) => ${gives}`)} {`,
        [`return ${inner}${text};`],
        "}",
        "",
        `const ${word} = ${maker}(${1 + random.below(4)});`,
      ];
    },
  ];
  return { lines: random.pick(shapes)(), call: argument => `${word}(${argument})`, gives };
}

/** A conversion that calls itself on a smaller number. */
function recursive(draft: Draft, word: string): Conversion {
  const { random } = draft;
  const parameters: [string, string][] = [["value", "number"]];
  const head = `function ${word}${signature(draft, parameters, "number")} {`;
  const by = 2 + random.below(2);
  const bodies: readonly Lines[] = [
    [`return value < ${by} ? value : ${word}(value - ${by}) + 1;`],
    [
      `if (value <= 0) return ${random.below(2)};`,
      `return (value % ${by}) + ${word}(Math.floor(value / ${by}));`,
    ],
    [
      `if (value <= ${by}) return value;`,
      `if (value % 2 === 0) return ${word}(value / 2);`,
      `return 1 + ${word}(value - ${by});`,
    ],
  ];
  return {
    lines: [head, random.pick(bodies), "}"],
    call: argument => `${word}(${argument})`,
    gives: "number",
  };
}
