import type { Program } from "../../program/Program.js";
import type { Random } from "../../questions/random.js";
import type { Syntax } from "../../trace/javascript/instrument/syntax.js";
import type { Edit } from "./edits.js";
import { freshNames } from "./freshNames.js";
import type { MutantRefusal } from "./Mutant.js";
import type { Edits } from "./rename.js";
import { indentAt, listsOf, wordsOf } from "./syntaxOf.js";

/** Statements put into one program. */
const MOST = 4;

/**
 * Puts in statements that never run or have no effect: variables nobody reads, branches and loops whose condition is
 * false, statements behind a `return` or `throw`. Their names are new, so nothing of the program is hidden by them.
 */
export function deadCode(program: Program, random: Random): Edits | MutantRefusal {
  const { source } = program;
  const fresh = freshNames(random, wordsOf(program));
  const places: { readonly at: number; readonly indent: string; readonly after: boolean }[] = [];
  for (const { list } of listsOf(program)) {
    for (const statement of list) {
      const indent = indentAt(source, statement.start);
      if (indent === undefined || statement.directive || /^(?:Import|Export)/.test(statement.type)) continue;
      places.push({ at: statement.start, indent, after: false });
      if (ends(statement, source)) places.push({ at: statement.end, indent, after: true });
    }
  }
  if (places.length === 0) return "no place for a statement";
  const edits = random
    .shuffle(places)
    .slice(0, Math.max(1, Math.min(MOST, Math.ceil(places.length / 6))))
    .map(({ at, indent, after }): Edit => {
      const lines = after ? unreached(random, fresh) : idle(random, fresh);
      const text = lines.map(line => `${indent}${line}`).join("\n");
      return {
        start: at,
        end: at,
        pieces: [after ? `\n${text}` : `${text.slice(indent.length)}\n${indent}`],
      };
    });
  return { edits };
}

/** Whether what stands behind a statement is never reached, and can be put there on a line of its own. */
function ends({ type, end }: Syntax, source: string): boolean {
  return (
    /^(?:Return|Throw)Statement$/.test(type) &&
    source[end - 1] === ";" &&
    /^[ \t]*\r?\n/.test(source.slice(end))
  );
}

/** Statements without an effect, to stand before another. */
function idle(random: Random, fresh: () => string): readonly string[] {
  const name = fresh();
  const number = 2 + random.below(8);
  switch (random.below(6)) {
    case 0:
      return [`const ${name} = ${number};`];
    case 1:
      return [`let ${name} = "${fresh()}";`, `${name} += "${fresh()}";`];
    case 2:
      return ['if ("".length > 0) {', `  throw new Error("${name}");`, "}"];
    case 3:
      return [`for (let ${name} = 0; ${name} < 0; ${name}++) {`, `  console.log(${name} + ${number});`, "}"];
    case 4:
      return [
        `const ${name} = [${number}, ${number + 3}];`,
        `if (${name}.length > 2) {`,
        `  ${name}.pop();`,
        "}",
      ];
    default:
      return [`let ${name} = ${number};`, `while (${name} > ${number}) {`, `  ${name} -= 1;`, "}"];
  }
}

/** Statements that would do something, behind the end of a function. */
function unreached(random: Random, fresh: () => string): readonly string[] {
  const name = fresh();
  return random.pick([
    [`console.log("${name}");`],
    [`throw new RangeError("${name}");`],
    [`let ${name} = ${random.below(9)};`, `${name} += 1;`],
  ]);
}
