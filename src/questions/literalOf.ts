import type { Language } from "../program/Program.js";
import { equalValues } from "../trace/derive/equalValues.js";
import type { Value } from "../trace/format/Value.js";
import { valueText } from "./answer/answerText.js";
import { readPythonLiteral } from "./answer/python/readPythonLiteral.js";
import { strictForm } from "./score/strictForm.js";

/**
 * Literal of a value that may be asked for: of Python only where the text means this value again when it is read, which
 * that of a named tuple or of a date does not.
 */
export function literalOf(value: Value, language: Language): string | undefined {
  const text = valueText(value, language);
  if (language !== "python" || text === undefined) return text;
  const read = readPythonLiteral(text, { reprs: true });
  const same =
    "value" in read && equalValues(strictForm(read.value), strictForm(value), { negativeZero: true });
  return same ? text : undefined;
}
