/** The arguments of a call by the text between its parentheses, Python's or JavaScript's, without blanks around them. */
export function splitArguments(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let lambdas = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === "'" || c === '"' || c === "`") i = quoteEnd(text, i);
    else if (c === "(" || c === "[" || c === "{") depth++;
    else if (c === ")" || c === "]" || c === "}") depth--;
    else if (depth > 0) continue;
    else if (/^lambda\b/.test(text.slice(i, i + 7)) && !/\w/.test(text[i - 1] ?? "")) lambdas++;
    else if (c === ":" && lambdas > 0) lambdas--;
    else if (c === "," && lambdas === 0) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  const last = text.slice(start).trim();
  // A comma behind the last argument is no further one.
  return last === "" ? parts : [...parts, last];
}

function quoteEnd(text: string, start: number): number {
  const quote = text[start];
  const close = text.startsWith(quote.repeat(3), start) && quote !== "`" ? quote.repeat(3) : quote;
  for (let i = start + close.length; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text.startsWith(close, i)) return i + close.length - 1;
  }
  return text.length;
}
