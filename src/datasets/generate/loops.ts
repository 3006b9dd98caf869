import { type Draft, type Lines, mentions } from "./Draft.js";
import type { Item } from "./Item.js";

/** How a loop over the items is written. */
export interface LoopForm {
  /** The loop around a body; the body stands in a list of its own. */
  readonly around: (body: Lines) => Lines;
  /** Statement that skips the rest of a round, and one that ends the loop, where there is one. */
  readonly skip: string;
  readonly stop: string | undefined;
  /** Whether the body may mention the position. */
  readonly positions: boolean;
}

/** A way to go through a list, `place` being the name of the position. */
export function loopForm(draft: Draft, { item, list, source }: Item, place: string): LoopForm {
  const { random } = draft;
  const usual = { skip: "continue;", stop: "break;", positions: false };
  const each: LoopForm = { ...usual, around: body => [`for (const ${item} of ${list}) {`, body, "}"] };
  const counted = (head: string): LoopForm => ({
    ...usual,
    positions: true,
    around: body => [`for (${head}) {`, [`const ${item} = ${list}[${place}];`, ...body], "}"],
  });
  const cursor: LoopForm = {
    ...usual,
    positions: true,
    around: body => [
      `let ${place} = 0;`,
      `while (${place} < ${list}.length) {`,
      [`const ${item} = ${list}[${place}];`, `${place} += 1;`, ...body],
      "}",
    ],
  };
  const take = random.pick(["shift", "pop"]);
  const queue: LoopForm = {
    ...usual,
    around: body => [
      `const queue = [...${list}];`,
      "while (queue.length > 0) {",
      [`const ${item} = queue.${take}()${draft.typescript ? "!" : ""};`, ...body],
      "}",
    ],
  };
  const entries: LoopForm = {
    ...usual,
    positions: true,
    around: body =>
      mentions(body, place)
        ? [`for (const [${place}, ${item}] of ${list}.entries()) {`, body, "}"]
        : each.around(body),
  };
  const callback: LoopForm = {
    skip: "return;",
    stop: undefined,
    positions: true,
    around: body => [
      `${list}.forEach(${mentions(body, place) ? `(${item}, ${place})` : item} => {`,
      body,
      "});",
    ],
  };
  const end = `${list}.length`;
  const forms = [
    each,
    each,
    counted(`let ${place} = 0; ${place} < ${end}; ${place}++`),
    counted(`let ${place} = ${end} - 1; ${place} >= 0; ${place}--`),
    counted(`let ${place} = ${random.below(2)}; ${place} < ${end}; ${place} += 2`),
    cursor,
    queue,
  ];
  if (source === "stream") return random.pick([each, each, queue]);
  return random.pick(source === "text" ? forms : [...forms, entries, callback]);
}
