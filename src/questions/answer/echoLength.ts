import type { Echo } from "./readValue.js";

const SUBJECT =
  /(?:(?:the|its|this|that)\s+)?(?:(?:final|return(?:ed)?|resulting|correct|expected|printed|current)\s+){0,2}[`*]*(?:value|result|output|text|string|call|function|program|code|expression|promise)\b[`*]*/iy;
const OF = /\s+of\s+(?:the\s+)?(?:(call|expression|function|variable|program)\b)?/iy;
const IT =
  /(?:it(?=\s+(?:returns|will return|gives|prints|outputs|evaluates|resolves|yields)\b)|we get\s*:?\s*)/iy;
/** `assert f(1) == 3` of Python. */
const ASSERT = /^[`*]*assert\s+(?!assert\b)/;
const MARKS = /[`*]*/y;
const SPACE = /\s+/y;
/** What leads from the subject to the value, with a moment before it: `right before the 2nd time … is`. */
const VERB =
  /(?:\s+(?:right |just )?(?:before|after|at)\s[^\n=:,]{1,80}?)?\s*(?:={1,3}|:|=>|->|→|\/\/|(?:is(?! reached| executed)|are|was|will be|would be|becomes|equals|returns|will return|would return|gives|yields|prints|outputs|evaluates to|resolves (?:to|with)|is (?:fulfilled|resolved) with)\b\s*:?)(?:[*_]+(?=\s))?\s*/iy;

/**
 * Length of what only leads to a value at the start of a text: `f(1) == `, `x = `, `The value of the call is `,
 * `the function returns `; 0 when there is nothing of the kind. The value of something else than what was asked for is no echo.
 */
export function echoLength(answer: string, echo: Echo): number {
  const callee = /^[\w$.]+(?=\()/.exec(echo.call)?.[0] ?? "";
  const names = [echo.call, echo.variable ?? "", callee].filter(name => name !== "");
  if (echo.language === "python" && ASSERT.test(answer)) {
    const lead = (ASSERT.exec(answer) as RegExpExecArray)[0].length;
    const rest = echoLength(answer.slice(lead), echo);
    return rest === 0 ? 0 : lead + rest;
  }
  const end = subjectEnd(answer, names);
  if (end === undefined) return 0;
  const it = after(IT, answer, 0);
  // "We get 3" needs no verb more.
  const length = it !== undefined && /^we/i.test(answer) ? it : after(VERB, answer, end);
  // The echo must leave something to read.
  return length === undefined || length >= answer.length ? 0 : length;
}

/** Where a subject ends: the call, the variable, `the value of the call`; undefined where none begins. */
function subjectEnd(answer: string, names: readonly string[]): number | undefined {
  const named = nameEnd(answer, 0, names);
  if (named !== undefined) return named;
  const it = after(IT, answer, 0);
  if (it !== undefined) return it;
  const subject = after(SUBJECT, answer, after(MARKS, answer, 0) ?? 0);
  if (subject === undefined) return undefined;
  const of = after(OF, answer, subject);
  const at = of ?? subject;
  const gap = of !== undefined && /\s/.test(answer[of - 1]) ? of : after(SPACE, answer, at);
  const name = gap === undefined ? undefined : nameEnd(answer, gap, names);
  if (name !== undefined) return name;
  // "The value of item": not what was asked for.
  return of !== undefined && /\s/.test(answer[of - 1]) ? undefined : at;
}

/** End of one of the names, with Markdown's marks around it. */
function nameEnd(answer: string, from: number, names: readonly string[]): number | undefined {
  const start = after(MARKS, answer, from) ?? from;
  const name = names.find(
    one => answer.startsWith(one, start) && !/[\w$]/.test(answer[start + one.length] ?? ""),
  );
  if (name === undefined) return undefined;
  const end = start + name.length;
  return after(MARKS, answer, answer.startsWith("()", end) ? end + 2 : end) ?? end;
}

function after(expression: RegExp, text: string, from: number): number | undefined {
  expression.lastIndex = from;
  return expression.test(text) ? expression.lastIndex : undefined;
}
