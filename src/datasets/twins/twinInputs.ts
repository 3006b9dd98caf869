import { type Random, seededRandom } from "../../questions/random.js";
import type { InputKind, Twin, TwinValue } from "./Twin.js";

/**
 * Argument lists for a twin: its own calls first, then seeded ones. All are different as long as the kinds of its
 * inputs allow; where 200 attempts in a row bring nothing new, the list ends early. Equal twin, count and seed give
 * equal lists, and a longer list begins with the shorter.
 *
 * @param count How many lists at most, 1 or more.
 */
export function twinInputs(twin: Twin, count: number, seed = 1): readonly (readonly TwinValue[])[] {
  const random = seededRandom(`${twin.id}:${seed}`);
  const lists = twin.calls.slice(0, count);
  const seen = new Set(lists.map(list => JSON.stringify(list)));
  for (let failed = 0; lists.length < count && failed < 200; ) {
    const list = twin.inputs.map(kind => value(kind, random));
    const text = JSON.stringify(list);
    failed = seen.has(text) ? failed + 1 : 0;
    if (failed > 0) continue;
    seen.add(text);
    lists.push(list);
  }
  return lists;
}

function value(kind: InputKind, random: Random): TwinValue {
  switch (kind.type) {
    case "int":
      return between(kind.min, kind.max, random);
    case "bool":
      return random.below(2) === 1;
    case "text":
      return many(kind.min, kind.max, random, () => kind.letters[random.below(kind.letters.length)]).join("");
    case "choice":
      return kind.values[random.below(kind.values.length)];
    case "list":
      return many(kind.min, kind.max, random, () => value(kind.of, random));
    case "row":
      return kind.of.map(each => value(each, random));
    case "nested":
      if (kind.depth === 0 || random.below(3) > 0) return value(kind.of, random);
      return many(0, kind.max, random, () => value({ ...kind, depth: kind.depth - 1 }, random));
  }
}

function between(min: number, max: number, random: Random): number {
  return min + random.below(max - min + 1);
}

function many<Item>(min: number, max: number, random: Random, one: () => Item): Item[] {
  return Array.from({ length: between(min, max, random) }, one);
}
