import type { Language } from "../../program/Program.js";
import type { Value } from "../../trace/format/Value.js";

/** `throws TypeError`, `throw new TypeError("…")`, `Uncaught TypeError: …`, `TypeError: …`, `rejects with a TypeError`. */
const THROWS =
  /^(?:(?:(?:it|the (?:call|function|program|promise|code))\s+)?(?:is\s+)?(?:throws?|raises?|rejects?(?:\s+with)?|rejected\s+with|uncaught(?:\s+\(in promise\))?)\s+(?:an?\s+)?(?:new\s+)?["'`*]*([A-Za-z_$][\w$]*)|((?:[A-Za-z_$][\w$]*)?Error))\b([^\n]*)$/i;
/** Only a message or a reason may follow the name. */
const BEHIND =
  /^["'`*]*\s*(?:$|[.:(,;!]|(?:with|because|since|as|error|exception|is thrown|is raised)\b)|^["'`*]+\s*$/i;

/** The module before the name of a Python class: `json.JSONDecodeError`. */
const MODULE = /\b(?:[a-z_]\w*\.){1,5}(?=[A-Z])/;

/** Reads a text as an error that leaves the call; undefined when it says none, or not of which class. */
export function readThrows(span: string, language: Language = "javascript"): Value | undefined {
  if (span.length > 2000) return undefined;
  const said = span.trim();
  const match = THROWS.exec(language === "python" ? said.replace(MODULE, "") : said);
  if (match === null) return undefined;
  const name = match[1] ?? match[2];
  // "throws an error", "throws an exception": which one is not said.
  if (/^(?:error|exception)s?$/.test(name) || /^(?:if|when|no|nothing|the)$/i.test(name)) return undefined;
  if (!BEHIND.test(match[3])) return undefined;
  return { type: "error", id: 1, class: name, name, message: "", properties: [] };
}
