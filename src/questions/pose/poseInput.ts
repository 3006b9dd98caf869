import { outcomeValue } from "../../trace/derive/outcomeValue.js";
import { DEFAULT_EPOCH } from "../../trace/TraceOptions.js";
import { plainCall } from "../answer/plainCall.js";
import { literalOf } from "../literalOf.js";
import { RUN_LIMITS } from "../score/runCalls.js";
import { add, type Posing } from "./Posing.js";
import { limitOf } from "./pose.js";
import type { SkipReason } from "./SkipReason.js";

/**
 * One question that shows the value a call `f(…)` of a top-level function gave (what its promise was fulfilled with)
 * and asks for a call of `f` that gives it. Answers are scored by running them, so only programs are asked about that
 * run again from their one file, as they did.
 */
export function poseInput(posing: Posing): SkipReason | undefined {
  const { trace, program, options } = posing;
  if (limitOf(options, "input") < 1) return "not sampled";
  const { outcome, steps } = trace.footer;
  const { call, callProgram, epoch } = trace.header;
  if (outcome.kind === "pending") return "never settles";
  if (outcome.kind === "throw") return "throws";
  if (trace.programs.some((_, index) => index !== 0 && index !== callProgram)) return "spans several files";
  if (epoch !== DEFAULT_EPOCH) return "clock was set";
  if (steps > RUN_LIMITS.steps / 2) return "runs too long";
  const value = outcomeValue(trace);
  if (
    call === "" ||
    value === undefined ||
    value.type === (program.language === "python" ? "null" : "undefined")
  )
    return "nothing to predict";
  const recorded = plainCall(call, { program, functions: true });
  if ("failure" in recorded) return "not a plain call of a top-level function";
  if (recorded.arguments.length === 0) return "nothing to predict";
  const text = literalOf(value, program.language);
  if (text === undefined) return "value has no literal";
  if (text.length > options.maxLiteral) return "literal too long";
  const shown = [program.source, text].map(squeezed);
  if ([call, recorded.text].some(one => shown.some(place => place.includes(squeezed(one)))))
    return "call stands in the prompt";
  add(posing, {
    task: "input",
    truth: { task: "input", function: recorded.function, value, literal: text, call: recorded.text },
  });
  return undefined;
}

/** A text without blanks and with one sort of quotes: what differs only in these is the same to a reader. */
function squeezed(text: string): string {
  return text.replace(/[\s;]+/g, "").replace(/['`]/g, '"');
}
