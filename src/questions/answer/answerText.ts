import { literal } from "../../trace/derive/literal.js";
import type { Value } from "../../trace/format/Value.js";
import type { Answer, PathEnd, Truth } from "../Question.js";

/** The right answer as a model would have to write it behind `Answer:`. */
export function answerText(truth: Truth): string {
  switch (truth.task) {
    case "output":
    case "state":
      return truth.literal;
    case "coverage":
      return truth.executed ? "YES" : "NO";
    case "path":
      return truth.end ?? String(truth.line);
    case "lines":
      return `[${truth.lines.join(", ")}]`;
  }
}

/** What was read from a completion, written in the same way; undefined when nothing was. */
export function parsedText(parsed: Answer["parsed"]): string | undefined {
  if (parsed === undefined) return undefined;
  if (typeof parsed === "boolean") return parsed ? "YES" : "NO";
  if (typeof parsed === "number") return String(parsed);
  if (Array.isArray(parsed)) return `[${(parsed as readonly number[]).join(", ")}]`;
  if ("end" in (parsed as object)) return (parsed as { end: PathEnd }).end;
  const value = parsed as Value;
  return value.type === "error" ? `throws ${value.class}` : literal(value);
}
