import type { Answer, Question, Task, Verdict } from "../questions/Question.js";
import type { ReportScore } from "./ReportData.js";
import type { Row } from "./Row.js";
import { accuracy } from "./statistics/accuracy.js";
import { exactMean, type Part } from "./statistics/exact.js";

/** One answer of a model with its verdict; without `answer` where the model gave none. */
export interface ScoredAnswer {
  readonly question: Question;
  readonly answer?: Answer;
  readonly verdict: Verdict;
  /** 0-based; absent is 0. */
  readonly sample?: number;
  /** What the answer took; baselines beside a run have none. */
  readonly usage?: Pick<Row, "latencyMs" | "inputTokens" | "outputTokens" | "cacheHit">;
}

/** Which questions a row is about. */
export interface Scope {
  readonly task: Task | "all";
  readonly family: string;
  readonly part?: string;
}

/** One row of a report with its exact share, see {@link countRow}. */
export async function scoreRow(head: Head, scored: readonly ScoredAnswer[]): Promise<ReportScore> {
  const { row, parts } = countRow(head, scored);
  const exact = await exactMean(parts);
  return exact === undefined ? row : { ...row, exact };
}

/** Details of line lists whose means are reported. */
const LINE_DETAILS = ["prefix", "edgeF1", "blockF1"] as const;

/** What a row of a report is about. */
type Head = Scope & Pick<ReportScore, "model" | "role">;

/**
 * One row of a report: accuracy over questions (samples averaged first), verdict counts over answers; `parts` are
 * the shares its exact value is the mean of.
 */
export function countRow(
  head: Head,
  scored: readonly ScoredAnswer[],
): { readonly row: ReportScore; readonly parts: readonly Part[] } {
  const items = new Map<string, { right: number; of: number; cluster: string }>();
  const verdicts = { right: 0, wrong: 0, unparsed: 0, refused: 0, error: 0 };
  const detail = new Map<string, { sum: number; of: number }>();
  for (const { question, verdict } of scored) {
    const item = items.get(question.id) ?? { right: 0, of: 0, cluster: question.cluster };
    items.set(question.id, { ...item, right: item.right + verdict.score, of: item.of + 1 });
    verdicts[verdict.verdict]++;
    // A failed call has no detail: it counts as nothing right.
    for (const name of question.task === "lines" ? LINE_DETAILS : []) {
      // A program without blocks has no score by them.
      if (verdict.detail !== undefined && verdict.detail[name] === undefined) continue;
      const entry = detail.get(name) ?? { sum: 0, of: 0 };
      detail.set(name, { sum: entry.sum + (verdict.detail?.[name] ?? 0), of: entry.of + 1 });
    }
  }
  const list = [...items.values()];
  const means =
    head.task === "lines" ? [...detail].map(([name, { sum, of }]) => [name, sum / of] as const) : [];
  const row: ReportScore = {
    ...head,
    ...accuracy(list.map(({ right, of, cluster }) => ({ score: right / of, cluster }))),
    verdicts,
    ...(means.length === 0 ? {} : { detail: Object.fromEntries(means) }),
  };
  return { row, parts: list.map(({ right, of }) => ({ numerator: right, denominator: of })) };
}
