import type { FeaturesOnSourceData } from "../../../../src/figures/features/onSource/FeaturesOnSourceData.js";
import { promptSpans } from "../../../../src/figures/features/onSource/promptSpans.js";
import type { FreeRunningFigureData } from "../../../../src/figures/freeRunning/FreeRunningFigureData.js";
import type { Program } from "../../../../src/program/Program.js";
import { parse } from "../../../../src/program/parse.js";
import { labelled, traceText } from "../../../../src/questions/dialect/dialectText.js";
import { LEXEME_PATTERN } from "../../../../src/questions/dialect/dialectTokens.js";
import type { TraceRow, TraceRows } from "../../../../src/questions/dialect/TraceRow.js";
import { traceRows } from "../../../../src/questions/dialect/traceRows.js";
import { seededRandom } from "../../../../src/questions/random.js";
import type { Trace } from "../../../../src/trace/format/Trace.js";
import { trace } from "../../../../src/trace/trace.js";

/** A program of the family. */
export const SOURCE = `function f(a, b) {
  let c = 3;
  for (let i = 0; i < 3; i++) {
    if (b > c) {
      [a, b] = [b, a];
    } else {
      c -= 1;
    }
  }
  return c;
}
`;
export const CALL = "f(4, 7)";

/** The program, its run, and the rows of the run. */
export async function madeRun(): Promise<{ program: Program; recorded: Trace; rows: TraceRows }> {
  const program = parse(SOURCE, { file: "f.js" });
  const recorded = await trace(program, { call: CALL });
  const rows = traceRows(recorded);
  if (typeof rows === "string") throw new Error(rows);
  return { program, recorded, rows };
}

/** Features over its prompt, their activations drawn from a seed; the last of them is silent. */
export async function madeOnSource(count = 30): Promise<FeaturesOnSourceData & { trace: Trace }> {
  const { program, recorded, rows } = await madeRun();
  const text = `#code\n${labelled(program).text.trimEnd()}\n#call ${CALL}\n${traceText(rows)}\n#ask output\nAnswer: ${rows.result}`;
  const tokens = [...text.matchAll(new RegExp(LEXEME_PATTERN, "gu"))].map(
    match => [match.index, match.index + match[0].length] as const,
  );
  const random = seededRandom("on source");
  const features = Array.from({ length: count }, (_, f) => ({
    name: `L${f % 4} #${100 + f}`,
    ...(f === 0 && { note: "the loop goes on" }),
    max: 9 + f,
    firings:
      f === count - 1
        ? []
        : tokens.flatMap((_token, t) =>
            random.below(f === 0 ? 4 : 18) === 0 ? [[t, (9 * (1 + random.below(99))) / 100] as const] : [],
          ),
  }));
  return {
    model: "embedded",
    program: "f.js",
    text,
    tokens,
    features,
    trace: recorded,
    ...promptSpans(text, program),
  };
}

/** The run with a change to what is written from one row on. */
export async function madeRunning(
  change: (rows: TraceRow[]) => {
    rows: TraceRow[];
    result?: string;
    malformed?: FreeRunningFigureData["written"]["malformed"];
  },
): Promise<FreeRunningFigureData> {
  const { rows: truth } = await madeRun();
  return {
    model: "embedded",
    program: "f.js",
    source: SOURCE,
    call: CALL,
    truth,
    written: { slots: truth.slots, ...change([...truth.rows]) },
  };
}
