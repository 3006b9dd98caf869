import { makeConversion } from "../conversion.js";
import {
  chance,
  type Draft,
  type Lines,
  mentions,
  name,
  type Parameter,
  signature,
  type Written,
} from "../Draft.js";
import { conditionOf, type View } from "../expressions.js";
import { boundParameter, type Item, type ItemKind, makeItem } from "../Item.js";
import { loopForm } from "../loops.js";
import type { Storage } from "../running/Accumulator.js";
import { accumulators, resultOf, variables } from "../running/accumulators.js";
import { camel, VERBS } from "../vocabulary.js";

/** What expressions may use of an item, and the helper some of them call. */
export interface Prepared {
  readonly item: Item;
  readonly view: View;
  /** Declarations that stand before the function. */
  readonly before: Lines;
}

/** An item, with a helper in `share` of the cases. */
export function prepared(draft: Draft, kind: ItemKind, share: number): Prepared {
  const item = makeItem(draft, kind);
  const { numbers, texts, flags, sample, bound } = item;
  const plain: View = { numbers, texts, flags, sample, bound };
  if (!chance(draft, share)) return { item, view: plain, before: item.declaration };
  const takes = kind === "number" || chance(draft, 0.5) ? "number" : "string";
  const helper = makeConversion(draft, takes);
  const call = helper.call(draft.random.pick(takes === "number" ? numbers : texts));
  const view: View =
    helper.gives === "number"
      ? { ...plain, numbers: [...numbers, call, call] }
      : { ...plain, texts: [call, call, ...texts.slice(0, 1)] };
  return { item, view, before: [...item.declaration, ...helper.lines, ""] };
}

/** The list, and the bound where the code mentions it. */
export function parametersOf(item: Item, code: Lines): readonly Parameter[] {
  const own = { ...item.parameter, name: item.list };
  return mentions(code, item.bound) ? [own, boundParameter(item.bound)] : [own];
}

/** A list of parameters as {@link signature} takes it. */
export function pairs(parameters: readonly Parameter[]): readonly (readonly [string, string])[] {
  return parameters.map(parameter => [parameter.name, parameter.type] as const);
}

/** A name for the function that is called. */
export function entryName(draft: Draft, item: Item): string {
  return name(draft, ...draft.random.shuffle(VERBS).map(verb => camel(verb, item.list)));
}

/** Statements that keep running values over the items: what comes before, the loop, and the result. */
export function folding(
  draft: Draft,
  { item, view }: Prepared,
  many: number,
  storage: Storage = variables(draft),
): { readonly initial: Lines; readonly loop: Lines; readonly result: string; readonly type: string } {
  const place = name(draft, "i", "k");
  const form = loopForm(draft, item, place);
  const seen = form.positions ? { ...view, numbers: [...view.numbers, place] } : view;
  const parts = accumulators(draft, seen, storage, many);
  const guard: Lines = chance(draft, 0.3)
    ? [`if (${conditionOf(draft, seen)}) ${(chance(draft, 0.3) && form.stop) || form.skip}`]
    : [];
  const loop = form.around([...guard, ...parts.flatMap(part => part.step)]);
  return { initial: parts.flatMap(part => part.initial), loop, ...resultOf(draft, parts) };
}

/** One function that goes through a list and keeps one to three running values. */
export function fold(draft: Draft, kind: ItemKind): Written {
  const ready = prepared(draft, kind, 0.5);
  const entry = entryName(draft, ready.item);
  const { initial, loop, result, type } = folding(draft, ready, draft.random.pick([1, 1, 2, 2]));
  const early: Lines =
    empty(type) !== undefined && chance(draft, 0.2)
      ? [`if (${ready.item.list}.length === 0) return ${empty(type)};`]
      : [];
  const code = [...early, ...initial, ...loop, `return ${result};`];
  const parameters = parametersOf(ready.item, [...code]);
  return {
    lines: [...ready.before, `function ${entry}${signature(draft, pairs(parameters), type)} {`, code, "}"],
    entry,
    parameters,
  };
}

/** A value of a type that stands for nothing. */
function empty(type: string): string | undefined {
  if (type === "number") return "-1";
  if (type === "string") return '"none"';
  if (type.endsWith("[]")) return "[]";
  return type === "Record<string, number>" ? "{}" : undefined;
}
