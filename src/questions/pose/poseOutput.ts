import { outcomeValue } from "../../trace/derive/outcomeValue.js";
import { ID_SHIFT, KIND_MASK, Kind } from "../../trace/format/Kind.js";
import type { Trace } from "../../trace/format/Trace.js";
import type { Value } from "../../trace/format/Value.js";
import { errorText } from "../answer/answerText.js";
import { literalOf } from "../literalOf.js";
import { add, type Posing } from "./Posing.js";
import { limitOf } from "./pose.js";
import type { SkipReason } from "./SkipReason.js";

/**
 * One question about the value of the call (what its promise is fulfilled with, if it is one) or the error that
 * leaves it. Where there is no call or it gives `undefined` (in Python `None`), the printed text is asked for instead.
 */
export function poseOutput(posing: Posing): SkipReason | undefined {
  const { trace, options, program } = posing;
  const { language } = program;
  if (limitOf(options, "output") < 1) return "not sampled";
  const { outcome } = trace.footer;
  if (outcome.kind === "pending") return "never settles";
  if (trace.header.call === "") return printed(posing);
  const value = outcomeValue(trace);
  if (value === undefined) return "nothing to predict";
  if (outcome.kind === "throw") {
    if (value.type !== "error") return "throws something that is not an error";
    // The message is the engine's wording: only the class is asked for.
    const error: Value = {
      type: "error",
      id: 1,
      class: value.class,
      name: value.name,
      message: "",
      properties: [],
    };
    const written = errorText(value.class, language);
    add(posing, { task: "output", of: "value", truth: { task: "output", value: error, literal: written } });
    return undefined;
  }
  if (value.type === (language === "python" ? "null" : "undefined")) return printed(posing);
  const text = literalOf(value, language);
  if (text === undefined) return "value has no literal";
  if (text.length > options.maxLiteral) return "literal too long";
  add(posing, { task: "output", of: "value", truth: { task: "output", value, literal: text } });
  return undefined;
}

function printed(posing: Posing): SkipReason | undefined {
  const text = printedText(posing.trace).replace(/\n$/, "");
  if (text === "") return "nothing to predict";
  const value: Value = { type: "string", value: text, length: text.length };
  const written = literalOf(value, posing.program.language);
  if (written === undefined) return "value has no literal";
  if (written.length > posing.options.maxLiteral) return "literal too long";
  add(posing, { task: "output", of: "printed", truth: { task: "output", value, literal: written } });
  return undefined;
}

/** Everything printed to stdout. */
export function printedText(trace: Trace): string {
  let text = "";
  for (let c = 0; c < trace.columns.chunkCount; c++) {
    const chunk = trace.columns.chunk(c);
    for (let i = 0; i < chunk.rows; i++) {
      const op = chunk.op[i];
      if ((op & KIND_MASK) === Kind.OUTPUT && op >>> ID_SHIFT === 1) text += trace.strings[chunk.value[i]];
    }
  }
  return text;
}
