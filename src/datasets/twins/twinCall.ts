import type { Language } from "../../program/Program.js";
import type { Twin, TwinValue } from "./Twin.js";

/**
 * The call of a twin on some arguments as an expression in one of its languages. An asynchronous Python function is
 * run to its end by `asyncio.run`, which the program has imported; in JavaScript the promise is awaited by whoever
 * evaluates the call.
 */
export function twinCall(twin: Twin, values: readonly TwinValue[], language: Language): string {
  const call = `${twin.function}(${values.map(value => twinLiteral(value, language)).join(", ")})`;
  return twin.async && language === "python" ? `asyncio.run(${call})` : call;
}

/** A value as a literal of a language. Numbers must be whole; text is written with JSON's escapes, which all share. */
export function twinLiteral(value: TwinValue, language: Language): string {
  if (Array.isArray(value)) return `[${value.map(item => twinLiteral(item, language)).join(", ")}]`;
  if (language !== "python") return JSON.stringify(value);
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return JSON.stringify(value);
}
