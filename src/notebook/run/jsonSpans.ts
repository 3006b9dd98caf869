/** A value in a JSON text and where it stands. */
export interface JsonSpan {
  readonly start: number;
  /** One after the last character. */
  readonly end: number;
  /** Of an object: its values by name, in the order of the text. */
  readonly members?: ReadonlyMap<string, JsonSpan>;
  /** Of an array. */
  readonly items?: readonly JsonSpan[];
}

const SPACE = /[ \t\r\n]*/y;
const WORD = /[^\s,\]}]*/y;

/** Where the values of a JSON text stand. The text must be valid: `JSON.parse` has taken it. */
export function jsonSpans(text: string): JsonSpan {
  let at = 0;

  const skip = (pattern: RegExp): void => {
    pattern.lastIndex = at;
    pattern.exec(text);
    at = pattern.lastIndex;
  };

  const string = (): void => {
    for (;;) {
      at = text.indexOf('"', at + 1);
      let slashes = 0;
      while (text[at - 1 - slashes] === "\\") slashes++;
      if (slashes % 2 === 0) break;
    }
    at++;
  };

  /** Goes through what stands between brackets; `each` reads one part. */
  const list = (each: () => void): void => {
    at++;
    for (;;) {
      skip(SPACE);
      const mark = text[at];
      if (mark === "}" || mark === "]") break;
      if (mark === ",") at++;
      else each();
    }
    at++;
  };

  const value = (): JsonSpan => {
    skip(SPACE);
    const start = at;
    if (text[at] === '"') string();
    else if (text[at] === "[") {
      const items: JsonSpan[] = [];
      list(() => items.push(value()));
      return { start, end: at, items };
    } else if (text[at] === "{") {
      const members = new Map<string, JsonSpan>();
      list(() => {
        const key = at;
        string();
        const name = JSON.parse(text.slice(key, at)) as string;
        skip(SPACE);
        at++;
        members.set(name, value());
      });
      return { start, end: at, members };
    } else skip(WORD);
    return { start, end: at };
  };

  return value();
}
