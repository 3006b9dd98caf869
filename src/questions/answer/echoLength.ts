import type { Echo } from "./readValue.js";

const QUICK =
  /^(?:the|its|this|that|it|we|final|value|result|output|return|printed|call|function|program|expression|text)\b/i;
const ADJECTIVE = "(?:final|return(?:ed)?|resulting|correct|expected|printed|current)";
const NOUN = "(?:value|result|output|text|string|call|function|program|code|expression|promise)";
const VERB =
  "={1,3}|:|=>|->|→|\\/\\/|(?:is(?! reached| executed)|are|was|will be|would be|becomes|equals|returns|will return|would return|gives|yields|prints|outputs|evaluates to|resolves (?:to|with)|is (?:fulfilled|resolved) with)\\b\\s*:?";

/**
 * Length of what only leads to a value at the start of a text: `f(1) == `, `x = `, `The value of the call is `,
 * `the function returns `; 0 when there is nothing of the kind. The value of something else than what was asked for is no echo.
 */
export function echoLength(answer: string, echo: Echo): number {
  // Most answers have no echo; the expression below is made anew for each.
  const plain = /^[`*]*/.exec(answer)?.[0].length ?? 0;
  const named = [echo.call, echo.variable ?? ""].filter(name => name !== "");
  const names = [...named, /^[\w$.]+(?=\()/.exec(echo.call)?.[0] ?? ""].filter(name => name !== "");
  const lead = answer.slice(plain, plain + 20);
  if (!names.some(name => answer.startsWith(name, plain)) && !QUICK.test(lead)) return 0;
  const asked = `[\`*]*(?:${names.map(escaped).join("|") || "(?!)"})(?:\\(\\))?[\`*]*`;
  const of = `(?:\\s+of\\s+(?:the\\s+)?(?:(?:call|expression|function|variable|program)(?:\\s+${asked})?|${asked})|\\s+${asked})?`;
  const moment = "(?:\\s+(?:right |just )?(?:before|after|at)\\s[^\\n=:,]{1,80}?)?";
  const match = new RegExp(
    `^(?:(?:(?:the|its|this|that)\\s+)?(?:${ADJECTIVE}\\s+){0,2}[\`*]*${NOUN}[\`*]*${of}${moment}|${asked}${moment}|(?:it|we get)(?=\\s+(?:returns|will return|gives|prints|outputs|evaluates|resolves|yields)\\b))\\s*(?:${VERB})(?:[*_]+(?=\\s))?\\s*|^we get\\s*:?\\s*`,
    "i",
  ).exec(answer.slice(0, 500 + echo.call.length));
  // The echo must leave something to read.
  return match === null || match[0].length >= answer.length ? 0 : match[0].length;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
