import type { Language } from "../../program/Program.js";
import { literal } from "../../trace/derive/literal.js";
import { pythonLiteral } from "../../trace/derive/pythonLiteral.js";
import type { Value } from "../../trace/format/Value.js";
import type { Answer, PathEnd, PredictedCall, Produced, Truth } from "../Question.js";

/** The right answer as a model would have to write it behind `Answer:`. */
export function answerText(truth: Truth): string {
  switch (truth.task) {
    case "output":
      return truth.literal;
    case "state":
      return truth.end ?? truth.literal;
    case "input":
      return truth.call;
    case "coverage":
      return truth.executed ? "YES" : "NO";
    case "path":
      return truth.end ?? String(truth.line);
    case "lines":
      return `[${truth.lines.join(", ")}]`;
    case "definition":
      return truth.parameter ? "parameter" : `${truth.line}, ${truth.k}`;
    case "branch":
      return truth.holds ? "YES" : "NO";
    case "iterations":
      return String(truth.rounds);
    case "alias":
      return truth.same ? "YES" : "NO";
  }
}

/** Canonical text of a value in a language; undefined where there is none. */
export function valueText(value: Value, language: Language): string | undefined {
  return language === "python" ? pythonLiteral(value) : literal(value);
}

/** `throws TypeError`, in Python `raises ValueError`. */
export function errorText(name: string, language: Language): string {
  return `${language === "python" ? "raises" : "throws"} ${name}`;
}

/** What was read from a completion, written in the same way; undefined when nothing was. */
export function parsedText(parsed: Answer["parsed"], language: Language = "javascript"): string | undefined {
  if (parsed === undefined) return undefined;
  if (typeof parsed === "boolean") return parsed ? "YES" : "NO";
  if (typeof parsed === "number") return String(parsed);
  if (Array.isArray(parsed)) return `[${(parsed as readonly number[]).join(", ")}]`;
  if ("end" in (parsed as object)) return (parsed as { end: PathEnd }).end;
  if ("parameter" in (parsed as object)) return "parameter";
  if ("k" in (parsed as object)) {
    const { line, k } = parsed as { line: number; k: number };
    return `${line}, ${k}`;
  }
  if ("call" in (parsed as object)) return (parsed as PredictedCall).call;
  const value = parsed as Value;
  return value.type === "error" ? errorText(value.class, language) : valueText(value, language);
}

/** What an answered call came to, in a few words: a literal, `throws TypeError`, `limit: steps`. */
export function producedText(produced: Produced, language: Language = "javascript"): string {
  switch (produced.outcome) {
    case "returns":
      return valueText(produced.value, language) ?? `(${produced.value.type})`;
    case "throws":
      return errorText(produced.error, language);
    case "limit":
      return `limit: ${produced.limit}`;
    case "never settles":
      return "never settles";
    case "cannot run":
      return `cannot run: ${produced.why}`;
  }
}
