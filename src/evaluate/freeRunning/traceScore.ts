import { DIVERGENCES } from "../../questions/dialect/firstDivergence.js";
import { accuracy, accuracyOfSums } from "../statistics/accuracy.js";
import { clustersOf } from "../statistics/clustersOf.js";
import type { DivergenceCount, TraceLeftOut, TraceScore, WrittenCall } from "./FreeRunningReport.js";

/** What is known of the calls beside what was written for them. */
export interface TraceScoreOptions {
  /** Calls that were not asked for a trace, one reason each. Default none. */
  readonly leftOut?: readonly TraceLeftOut[];
  /** The model was read behind the true rows too, wherever they fit. Default: where any call says so. */
  readonly read?: boolean;
}

/** Scores the traces one model wrote for the calls of one split. */
export function traceScore(
  model: string,
  calls: readonly WrittenCall[],
  { leftOut = [], read = calls.some(call => call.forced !== undefined) }: TraceScoreOptions = {},
): TraceScore {
  const exact = (list: readonly WrittenCall[]) =>
    accuracy(list.map(call => ({ score: call.exact ? 1 : 0, cluster: call.cluster })));
  const sorted = [...calls].sort(
    (a, b) => a.rows - b.rows || (`${a.program} ${a.call}` < `${b.program} ${b.call}` ? -1 : 1),
  );
  const quartiles = [0, 1, 2, 3].flatMap(quarter => {
    const part = sorted.slice(
      Math.round((quarter * sorted.length) / 4),
      Math.round(((quarter + 1) * sorted.length) / 4),
    );
    if (part.length === 0) return [];
    return [{ from: part[0].rows, to: (part.at(-1) as WrittenCall).rows, exact: exact(part) }];
  });
  const reached = calls.flatMap(({ cluster, right, exact: whole }) => [
    ...Array.from({ length: right }, () => ({ score: 1, cluster })),
    ...(whole ? [] : [{ score: 0, cluster }]),
  ]);
  const bits = (pick: (forced: NonNullable<WrittenCall["forced"]>) => string) =>
    accuracyOfSums(
      clustersOf(
        calls.flatMap(({ cluster, forced }) =>
          forced === undefined ? [] : [...pick(forced)].map(bit => ({ score: Number(bit), cluster })),
        ),
      ),
    );
  const unread = calls.filter(call => call.forced === undefined).length;
  const forced = {
    rows: bits(({ rows }) => rows),
    lines: bits(({ lines }) => lines),
    ...(unread === 0 ? {} : { leftOut: unread }),
  };
  const unwritten = calls.filter(({ text }) => text === "").length;
  const reasons: Partial<Record<TraceLeftOut, number>> = {};
  for (const why of leftOut) reasons[why] = (reasons[why] ?? 0) + 1;
  return {
    model,
    exact: exact(calls),
    quartiles,
    rows: accuracy(reached),
    ...(unwritten === 0 ? {} : { unwritten }),
    ...(leftOut.length === 0 ? {} : { leftOut: reasons }),
    ...(read ? { forced } : {}),
    divergences: divergences(calls),
  };
}

function divergences(calls: readonly WrittenCall[]): DivergenceCount[] {
  return DIVERGENCES.flatMap((kind): DivergenceCount[] => {
    const own = calls.filter(({ divergence }) => divergence?.kind === kind);
    if (own.length === 0) return [];
    const rows = own.map(({ divergence }) => divergence?.row ?? 0).sort((a, b) => a - b);
    const [{ file, call, divergence }] = own;
    const { row = 0, truth, written } = divergence ?? {};
    return [
      {
        kind,
        count: own.length,
        medianRow: rows[Math.floor((rows.length - 1) / 2)],
        example: {
          program: file,
          call,
          row,
          ...(truth === undefined ? {} : { truth }),
          ...(written === undefined ? {} : { written }),
        },
      },
    ];
  }).sort((a, b) => b.count - a.count);
}
