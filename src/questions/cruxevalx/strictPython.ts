import type { CruxevalMode } from "../cruxeval/CruxevalItem.js";
import type { JudgeItem, JudgeOptions } from "../cruxeval/judge.js";
import type { Judged } from "../cruxeval/reasons.js";
import { strictJudge } from "../cruxeval/strictJudge.js";
import type { CruxevalxItem } from "./CruxevalxItem.js";

/** Judges answers to Python rows as CRUXEval's are judged; the function goes by `candidate` in them. */
export async function strictPython(
  asked: readonly { readonly item: CruxevalxItem; readonly answer: string }[],
  mode: CruxevalMode,
  options: JudgeOptions,
  judge: (items: readonly JudgeItem[], options: JudgeOptions) => Promise<readonly Judged[]>,
): Promise<readonly Judged[]> {
  const first = asked.map(({ item, answer }) => {
    const text = mode === "input" ? answer.replace(/^(\s*\(*\s*)candidate(?=\s*\()/, "$1f") : answer;
    if (mode === "output" && /\bcandidate\s*\(/.test(answer))
      return { reason: "call of the function" } as const;
    const { id, base, input, output } = item;
    return strictJudge({ id: String(id), code: base, input, output }, text, mode);
  });
  const left = first.flatMap((one, i) => ("reason" in one ? [] : [{ i, item: one }]));
  const run =
    left.length === 0
      ? []
      : await judge(
          left.map(({ item }) => item),
          options,
        );
  const late = new Map(left.map(({ i }, k) => [i, run[k]]));
  return first.map((one, i) => ("reason" in one ? one : (late.get(i) as Judged)));
}
