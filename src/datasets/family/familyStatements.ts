import { type FamilyStatement, heldOut } from "./compositions.js";
import { between, FAMILY_VALUES, type FamilyDraft, type FamilyVariable, weighted } from "./FamilyDraft.js";

type Simple = Exclude<FamilyStatement, "then" | "else" | "for" | "while">;

/** Writes one statement without a block that this place allows. */
export function simpleStatement(draft: FamilyDraft): void {
  const { random, target, around } = draft;
  const free = draft.variables.filter(variable => !variable.locked);
  const numbers = free.filter(({ kind }) => kind === "number");
  const groups = (size: number): FamilyVariable[][] =>
    Object.keys(FAMILY_VALUES)
      .map(kind => free.filter(variable => variable.kind === kind))
      .filter(group => group.length >= size);
  const lookups = free.filter(target => target.kind === draft.map?.to && keysOf(draft).length > 0);
  const weigh = (kind: Simple, weight: number): [Simple, number] => {
    const composition = heldOut(around, kind);
    if (composition === undefined) return [kind, weight];
    return [kind, composition === target ? weight * 6 : 0];
  };
  const kind = weighted<Simple>(random, [
    weigh("swap", groups(2).length > 0 ? 5 : 0),
    weigh("rotation", groups(3).length > 0 ? 3.5 : 0),
    weigh("copy", groups(2).length > 0 || (draft.counters.length > 0 && numbers.length > 0) ? 2.2 : 0),
    weigh("count", numbers.length > 0 ? 2.6 : 0),
    weigh("sum", numbers.length > 0 ? 2.2 : 0),
    weigh("lookup", lookups.length > 0 ? 4 : 0),
    weigh("literal", 1),
  ]);
  if (heldOut(around, kind) !== undefined) draft.found = true;
  const put = (text: string, ...written: FamilyVariable[]): void => {
    for (const variable of written) variable.written = true;
    draft.lines.push({ text, depth: around.length });
  };
  switch (kind) {
    case "swap": {
      const [x, y] = random.shuffle(random.pick(groups(2)));
      put(`[${x.name}, ${y.name}] = [${y.name}, ${x.name}];`, x, y);
      return;
    }
    case "rotation": {
      const [x, y, z] = random.shuffle(random.pick(groups(3)));
      put(`[${x.name}, ${y.name}, ${z.name}] = [${y.name}, ${z.name}, ${x.name}];`, x, y, z);
      return;
    }
    case "copy": {
      if (
        draft.counters.length > 0 &&
        numbers.length > 0 &&
        (groups(2).length === 0 || random.below(4) === 0)
      ) {
        const x = random.pick(numbers);
        put(`${x.name} = ${random.pick(draft.counters)};`, x);
        return;
      }
      const [x, y] = random.shuffle(random.pick(groups(2)));
      put(`${x.name} = ${y.name};`, x);
      return;
    }
    case "count": {
      const x = random.pick(numbers);
      put(`${x.name} ${random.pick(["+=", "-="])} 1;`, x);
      return;
    }
    case "sum": {
      const x = random.pick(numbers);
      const y = random.pick(draft.variables.filter(({ kind: of }) => of === "number"));
      put(`${x.name} = ${y.name} ${random.pick(["+", "-"])} ${between(random, 1, 3)};`, x);
      return;
    }
    case "lookup": {
      const x = random.pick(lookups);
      put(`${x.name} = m[${random.pick(keysOf(draft))}];`, x);
      return;
    }
    case "literal": {
      const x = free.length > 0 ? random.pick(free) : draft.variables[0];
      put(`${x.name} = ${random.pick(FAMILY_VALUES[x.kind])};`, x);
      return;
    }
  }
}

/** Names that may be looked up in the map. */
function keysOf({ map, variables, counters }: FamilyDraft): string[] {
  if (map === undefined) return [];
  const names = variables.filter(({ kind }) => kind === map.from).map(({ name }) => name);
  return map.from === "number" ? [...names, ...counters] : names;
}

/** A condition over what is in reach. */
export function condition({ random, variables, counters }: FamilyDraft): string {
  if (counters.length > 0 && random.below(4) === 0) {
    const counter = counters[counters.length - 1];
    return random.pick([
      `${counter} === ${random.below(3)}`,
      `${counter} > 0`,
      `${counter} < ${between(random, 1, 2)}`,
    ]);
  }
  const words = variables.filter(({ kind }) => kind !== "number");
  const numbers = variables.filter(({ kind, locked }) => kind === "number" && !locked);
  if (words.length > 0 && (numbers.length === 0 || random.below(2) === 0)) {
    const x = random.pick(words);
    const others = words.filter(({ kind, name }) => kind === x.kind && name !== x.name);
    const right =
      others.length > 0 && random.below(2) === 0
        ? random.pick(others).name
        : random.pick(FAMILY_VALUES[x.kind]);
    return `${x.name} ${random.pick(["===", "!=="])} ${right}`;
  }
  const x = random.pick(numbers.length > 0 ? numbers : variables);
  const others = numbers.filter(({ name }) => name !== x.name);
  if (others.length > 0 && random.next() < 0.5) {
    const operator = weighted(random, [
      ["<", 4],
      [">", 4],
      ["===", 1],
      ["!==", 1],
    ]);
    return `${x.name} ${operator} ${random.pick(others).name}`;
  }
  return `${x.name} ${random.pick(["<", ">"])} ${between(random, 3, 12)}`;
}
