/**
 * End of the literal that begins at a place of a text: of a quoted text, a bracketed list or object (quotes and
 * comments in it are skipped), `new Name(…)`, a regular expression, a number or a word. Undefined where none begins
 * or it is not closed. Whether it is a literal at all is for a parser to say.
 */
export function literalEnd(text: string, start: number): number | undefined {
  const c = text[start];
  if (c === '"' || c === "'" || c === "`") return quoteEnd(text, start);
  if (c === "[" || c === "{") return bracketEnd(text, start);
  if (c === "/") return matchEnd(/\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y, text, start);
  const made = matchEnd(/new\s{1,4}\w+\s{0,4}(?=\()/y, text, start);
  if (made !== undefined) return bracketEnd(text, made);
  return matchEnd(/[-+]?\s?(?:\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?[\w$]*|\.\d+|[A-Za-z_$][\w$]*)/iy, text, start);
}

function matchEnd(expression: RegExp, text: string, start: number): number | undefined {
  expression.lastIndex = start;
  return expression.test(text) ? expression.lastIndex : undefined;
}

function quoteEnd(text: string, start: number): number | undefined {
  const quote = text[start];
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === quote) return i + 1;
    else if (text[i] === "\n" && quote !== "`") return undefined;
  }
  return undefined;
}

function bracketEnd(text: string, start: number): number | undefined {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if (c === '"' || c === "'" || c === "`") {
      const end = quoteEnd(text, i);
      if (end === undefined) return undefined;
      i = end - 1;
    } else if (c === "/" && (text[i + 1] === "/" || text[i + 1] === "*")) {
      const end = text[i + 1] === "/" ? text.indexOf("\n", i) : text.indexOf("*/", i);
      if (end < 0) return undefined;
      i = end;
    } else if (c === "[" || c === "{" || c === "(") depth++;
    else if ((c === "]" || c === "}" || c === ")") && --depth === 0) return i + 1;
  }
  return undefined;
}
