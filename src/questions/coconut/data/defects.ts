import type { CoconutData, CoconutItem } from "./CoconutData.js";
import { mainLine } from "./mainLine.js";
import { symbolText } from "./symbols.js";

/** What is known to be wrong with a published row. The list is closed. */
export const COCONUT_DEFECTS = [
  /** The trace lists line 1 after the start though nothing of the program runs there: library code compiled from text */
  "contaminated",
  /** The trace lists a line that cannot be executed: blank, a comment, `else:`, a definition that is over before it begins */
  "impossible line",
  /** An argument reads `None` where the test had an expression: the trace is of another call */
  "corrupted input",
  /** An earlier row has the same task and call */
  "duplicate",
  /** The trace in symbols is not the trace in numbers */
  "symbols disagree",
  /** The text shown has lost its indentation */
  "no indentation",
  /** More lines than an answer of our own tasks, 1,000, or 4,096 tokens could list */
  "over 256 lines",
  "over 1000 lines",
  "over 4096 lines",
] as const;

/** One of {@link COCONUT_DEFECTS}. */
export type CoconutDefect = (typeof COCONUT_DEFECTS)[number];

/** A flagged row. */
export interface CoconutFlag {
  readonly id: string;
  /** 1-based data row. */
  readonly row: number;
  readonly defect: CoconutDefect;
}

/** Flags every row of a file that is known to be bad, by row, then in the order of {@link COCONUT_DEFECTS}. */
export function coconutDefects(data: CoconutData): CoconutFlag[] {
  const asked = new Set<string>();
  return data.items.flatMap(item => {
    const key = item.call === undefined ? item.id : `${item.task}\0${item.call}`;
    const again = asked.has(key);
    asked.add(key);
    return COCONUT_DEFECTS.filter(defect => (defect === "duplicate" ? again : RULES[defect](item))).map(
      (defect): CoconutFlag => ({ id: item.id, row: item.row, defect }),
    );
  });
}

/** How many rows have each defect; 0 for those that none has. */
export function countDefects(flags: readonly CoconutFlag[]): Record<CoconutDefect, number> {
  const counts = Object.fromEntries(COCONUT_DEFECTS.map(defect => [defect, 0]));
  for (const { defect } of flags) counts[defect]++;
  return counts as Record<CoconutDefect, number>;
}

const RULES: Readonly<Record<Exclude<CoconutDefect, "duplicate">, (item: CoconutItem) => boolean>> = {
  contaminated: item => item.steps.includes(1) && cannotRun(item, 1),
  "impossible line": item =>
    [...new Set(item.steps)].some(step => typeof step === "number" && cannotRun(item, step)),
  "corrupted input": ({ call }) =>
    call !== undefined && /\bNone\b/.test(call.replace(/'[^']*'|"[^"]*"/g, "")),
  "symbols disagree": ({ steps, symbols }) => symbols !== undefined && symbolText(steps) !== symbols,
  "no indentation": ({ kind, annotated, source, runnable }) =>
    kind !== "humaneval" && (!runnable || /^[ \t]+\S/m.test(source)) && !/^[ \t]+\S/m.test(annotated),
  "over 256 lines": ({ steps }) => steps.length > 256,
  "over 1000 lines": ({ steps }) => steps.length > 1000,
  "over 4096 lines": ({ steps }) => steps.length > 4096,
};

/**
 * Nothing of the line can be executed while it is traced: there is no such line, it has no line event of its own, or it is a
 * definition or import at the top of the file, which is over before the trace begins.
 */
function cannotRun({ kind, source }: CoconutItem, line: number): boolean {
  const text = source.split("\n")[line - 1];
  if (text === undefined || /^\s*(?:(?:else|finally)\s*:)?\s*(?:#.*)?$/.test(text)) return true;
  const before = kind === "humaneval" || line < mainLine(source);
  return before && /^(?:(?:async\s+)?def\b|class\b|@|import\b|from\b)/.test(text);
}
