const QUOTE = /(?:[rRbBuUfF]{1,2}(?=['"]))?("""|'''|"|')/y;
const NUMBER =
  /[-+]?\s?(?:0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?\d+)?[jJ]?)(?![\w])/y;
const WORD = /[-+]?\s?[A-Za-z_][\w.]*/y;

/**
 * End of the Python literal that begins at a place of a text: of a string with its prefix, a bracketed value (strings and
 * comments in it are skipped), what `repr` writes as a call (`Counter({…})`, `set()`), a number or a word. Undefined where
 * none begins or it is not closed. Whether it is a literal at all is for a reader to say.
 */
export function pythonLiteralEnd(text: string, start: number): number | undefined {
  if (quoteAt(text, start) !== undefined) return stringEnd(text, start);
  if (/[[({]/.test(text[start] ?? "")) return bracketEnd(text, start);
  const number = matchEnd(NUMBER, text, start);
  if (number !== undefined) return number;
  const word = matchEnd(WORD, text, start);
  return word !== undefined && text[word] === "(" ? bracketEnd(text, word) : word;
}

/** Whether a text ends within brackets, or within a string it begins with. */
export function isPythonOpen(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoteAt(text, i) !== undefined) {
      const end = stringEnd(text, i);
      if (end === undefined) return depth > 0 || text.slice(0, i).trim() === "";
      i = end - 1;
    } else if (c === "#") {
      const end = text.indexOf("\n", i);
      if (end < 0) return depth > 0;
      i = end;
    } else if (c === "[" || c === "{" || c === "(") depth++;
    else if ((c === "]" || c === "}" || c === ")") && --depth < 0) return false;
  }
  return depth > 0;
}

function matchEnd(expression: RegExp, text: string, start: number): number | undefined {
  expression.lastIndex = start;
  return expression.test(text) ? expression.lastIndex : undefined;
}

/** The quotes that open a string here, its prefix before them. */
function quoteAt(text: string, at: number): { readonly quote: string; readonly inner: number } | undefined {
  if (!/["'rRbBuUfF]/.test(text[at] ?? "")) return undefined;
  QUOTE.lastIndex = at;
  const found = QUOTE.exec(text);
  return found === null ? undefined : { quote: found[1], inner: QUOTE.lastIndex };
}

function stringEnd(text: string, start: number): number | undefined {
  const open = quoteAt(text, start);
  if (open === undefined) return undefined;
  const { quote, inner } = open;
  for (let i = inner; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text.startsWith(quote, i)) return i + quote.length;
    else if (text[i] === "\n" && quote.length === 1) return undefined;
  }
  return undefined;
}

function bracketEnd(text: string, start: number): number | undefined {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if (quoteAt(text, i) !== undefined) {
      const end = stringEnd(text, i);
      if (end === undefined) return undefined;
      i = end - 1;
    } else if (c === "#") {
      const end = text.indexOf("\n", i);
      if (end < 0) return undefined;
      i = end;
    } else if (c === "[" || c === "{" || c === "(") depth++;
    else if ((c === "]" || c === "}" || c === ")") && --depth === 0) return i + 1;
  }
  return undefined;
}
