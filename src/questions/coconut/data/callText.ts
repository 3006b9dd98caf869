/**
 * The call of a function, from the published text of its arguments, which is the source of the arguments
 * (`[1, 2], 0.3`) or of a tuple of them (`(8,)`): what evaluates to a tuple is the arguments, anything else the only one.
 */
export function callText(name: string, written: string): string {
  let text = written.trim();
  for (;;) {
    const inner = unwrapped(text);
    if (inner === undefined) return `${name}(${text})`;
    text = inner.trim();
    const commas = topCommas(text);
    if (text === "") return `${name}()`;
    if (commas.length === 0) continue;
    // One element with a comma behind it.
    const last = commas[commas.length - 1];
    return `${name}(${last === text.length - 1 ? text.slice(0, -1) : text})`;
  }
}

/** What stands inside of a pair of parentheses that holds all of the text. */
function unwrapped(text: string): string | undefined {
  if (!text.startsWith("(") || !text.endsWith(")")) return undefined;
  let closed = -1;
  scan(text, (at, depth) => {
    if (depth === 0 && closed < 0 && text[at] === ")") closed = at;
  });
  return closed === text.length - 1 ? text.slice(1, -1) : undefined;
}

function topCommas(text: string): number[] {
  const found: number[] = [];
  scan(text, (at, depth) => {
    if (depth === 0 && text[at] === ",") found.push(at);
  });
  return found;
}

/** Visits every character outside of strings with the brackets open behind it. */
function scan(text: string, visit: (at: number, depth: number) => void): void {
  let depth = 0;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quote !== "") {
      if (sign === "\\") at++;
      else if (sign === quote) quote = "";
      continue;
    }
    if (sign === "'" || sign === '"') quote = sign;
    else if ("([{".includes(sign)) depth++;
    else if (")]}".includes(sign)) depth--;
    visit(at, depth);
  }
}
