import { argmax } from "../../lens/decode/chooseToken.js";
import type { LocalModel } from "../../lens/session/LocalModel.js";
import { GrowingTrace } from "../../providers/embedded/GrowingTrace.js";
import { localIds } from "../../providers/local/localTokens.js";
import { labelled, traceText } from "../../questions/dialect/dialectText.js";
import type { TraceRows } from "../../questions/dialect/TraceRow.js";
import { lexemes, type NgramTable } from "./NgramTable.js";
import type { TruthTrace } from "./truthTraces.js";

/** What a model would write behind the true rows: `1` for each row, the return too, that is right, and for each line label. */
export interface ForcedRows {
  readonly rows: string;
  readonly lines: string;
}

/** The document of a call up to its trace, and the true trace behind `#trace`. */
function documentOf(
  { program, question: { call } }: TruthTrace,
  truth: TraceRows,
): { head: string; trace: string } {
  const code = labelled(program).text.replace(/\n$/, "");
  const mark = "#trace";
  return { head: `#code\n${code}\n#call ${call}\n${mark}`, trace: traceText(truth).slice(mark.length) };
}

/**
 * The likeliest next token at each place of the true trace, in one pass: a row is right where every one of its tokens is the likeliest,
 * which is what the model would write there by itself with no error before. Undefined where the document does not fit.
 */
export async function forcedOfModel(
  model: LocalModel,
  call: TruthTrace,
  signal?: AbortSignal,
): Promise<ForcedRows | undefined> {
  if (typeof call.truth === "string") return undefined;
  const { head, trace } = documentOf(call, call.truth);
  const first = localIds(model, head);
  const own = model.tokenizer.encode(trace, { marks: true });
  if (first.length + own.length > model.config.context) return undefined;
  const ids = Int32Array.from([...first, ...own]);
  const { logits } = await model.run(ids, { logits: "all", signal });
  if (logits === undefined) return undefined;
  const width = logits.data.length / ids.length;
  const tokens = Array.from(own, (id, i) => {
    const at = first.length + i - 1;
    return {
      text: Buffer.from(model.tokenizer.bytes(id)).toString("utf8"),
      right: argmax(logits.data.subarray(at * width, (at + 1) * width)) === id,
    };
  });
  return byRow(tokens);
}

/** The same of the n-gram model. */
export function forcedOfNgrams(table: NgramTable, call: TruthTrace): ForcedRows | undefined {
  if (typeof call.truth === "string") return undefined;
  const { head, trace } = documentOf(call, call.truth);
  const words = lexemes(head);
  return byRow(
    lexemes(trace).map(text => {
      const right = table.next(words) === text;
      words.push(text);
      return { text, right };
    }),
  );
}

/** Tokens behind the header, row by row; a row's first token is its label. */
function byRow(tokens: readonly { readonly text: string; readonly right: boolean }[]): ForcedRows {
  const growing = new GrowingTrace(Number.POSITIVE_INFINITY);
  for (const { text } of tokens) growing.add(text);
  let rows = "";
  let lines = "";
  for (const { from, to } of growing.rows.slice(1)) {
    const own = tokens.slice(from, to);
    rows += own.every(({ right }) => right) ? "1" : "0";
    lines += own[0]?.right ? "1" : "0";
  }
  return { rows, lines };
}
