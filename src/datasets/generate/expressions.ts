import { chance, type Draft } from "./Draft.js";

/** What expressions may use at a place. */
export interface View {
  /** Expressions of whole numbers, of texts, of truth values. */
  readonly numbers: readonly string[];
  readonly texts: readonly string[];
  readonly flags: readonly string[];
  /** A text that others may equal or hold. */
  readonly sample: string;
  /** Expression of a number to compare with. */
  readonly bound: string;
}

const isPlain = (expression: string): boolean => /^(?:"\w*"\.)?[\w.]+(?:\([^()]*\))?$/.test(expression);
const grouped = (expression: string): string => (isPlain(expression) ? expression : `(${expression})`);

/** A small whole number as text. */
function small(draft: Draft, least: number, most: number): string {
  return String(least + draft.random.below(most - least + 1));
}

/** An expression of a whole number that stays small. */
export function numberOf(draft: Draft, view: View, depth = 1): string {
  const { random } = draft;
  const base = grouped(random.pick(view.numbers));
  if (depth === 0 || chance(draft, 0.25)) return base;
  switch (random.below(9)) {
    case 0:
      return `${base} + ${small(draft, 1, 4)}`;
    case 1:
      return `${base} - ${small(draft, 1, 3)}`;
    case 2:
      return `${base} * ${small(draft, 2, 3)}`;
    case 3:
      return `${base} % ${small(draft, 3, 5)}`;
    case 4:
      return `Math.max(${base}, ${small(draft, 2, 4)})`;
    case 5:
      return `Math.min(${base}, ${random.pick([view.bound, small(draft, 4, 7)])})`;
    case 6:
      return `Math.abs(${base} - ${random.pick([view.bound, small(draft, 2, 5)])})`;
    case 7:
      return `${base} + ${grouped(random.pick(view.numbers))}`;
    default:
      return `(${conditionOf(draft, view, 0)} ? ${base} : ${small(draft, 0, 2)})`;
  }
}

/** A condition. */
export function conditionOf(draft: Draft, view: View, depth = 1): string {
  const { random } = draft;
  const number = grouped(random.pick(view.numbers));
  if (depth > 0 && chance(draft, 0.2)) {
    return `${conditionOf(draft, view, 0)} ${random.pick(["&&", "||"])} ${conditionOf(draft, view, 0)}`;
  }
  const texts = view.texts.filter(text => !text.startsWith("String("));
  const kind = random.below(texts.length > 0 ? 8 : 5);
  const sample = JSON.stringify(view.sample);
  switch (kind) {
    case 0:
      return `${number} > ${random.pick([view.bound, small(draft, 2, 5)])}`;
    case 1:
      return `${number} < ${random.pick([view.bound, small(draft, 3, 6)])}`;
    case 2:
      return `${number} % ${small(draft, 2, 3)} ${random.pick(["===", "!=="])} 0`;
    case 3:
      return `${number} >= ${view.bound}`;
    case 4:
      return view.flags.length > 0
        ? random.pick(["", "!"]) + grouped(random.pick(view.flags))
        : `${number} <= ${small(draft, 2, 5)}`;
    case 5:
      return `${random.pick(texts)} ${random.pick(["===", "!==", "<", ">"])} ${sample}`;
    case 6:
      return `${grouped(random.pick(texts))}.${random.pick(["includes", "startsWith", "endsWith"])}(${sample})`;
    default:
      return `${random.pick(["", "!"])}${sample}.includes(${grouped(random.pick(texts))})`;
  }
}

/** An expression of a text that stays short. */
export function textOf(draft: Draft, view: View, depth = 1): string {
  const { random } = draft;
  const base = random.pick(view.texts);
  if (depth === 0 || chance(draft, 0.3)) return base;
  switch (random.below(6)) {
    case 0:
      return `\`\${${base}}${random.pick([":", "-", "/", "="])}\${${random.pick(view.numbers)}}\``;
    case 1:
      return `${base} + ${JSON.stringify(random.pick(["!", "+", ".", "?"]))}`;
    case 2:
      return `${base}.slice(${random.pick(["0, 1", "1", "-1", "0, 3"])})`;
    case 3:
      return `${base}.repeat(${small(draft, 2, 2)})`;
    case 4:
      return `(${conditionOf(draft, view, 0)} ? ${base} : ${JSON.stringify(random.pick(["-", "_", "x", "~"]))})`;
    default:
      return `${base}.padEnd(${small(draft, 3, 5)}, ${JSON.stringify(random.pick([".", "*", "0"]))})`;
  }
}
