import type { MimeBundle, MultiLine, Output } from "./Notebook.js";
import { joined } from "./readNotebook.js";

/** How a notebook file is written: found in its text, so that a change keeps to it. */
export interface JsonStyle {
  /** One level of indentation; "" for everything on one line. */
  readonly indent: string;
  readonly newline: string;
  /** Whether everything beyond ASCII is escaped. */
  readonly ascii: boolean;
}

/** The style of a JSON text. */
export function jsonStyle(text: string): JsonStyle {
  const found = /^\s*\{(\r?\n)([ \t]+)"/.exec(text);
  const beyond = /[\u0080-\uffff]/.test(text);
  return {
    indent: found?.[2] ?? "",
    newline: found?.[1] ?? "\n",
    ascii: !beyond && /\\u(?!00[01])[0-9a-f]{4}/i.test(text),
  };
}

/**
 * JSON as Python's nbformat writes it: names sorted (those like integers too, which JavaScript would put first).
 *
 * @param level how many levels the value stands inside others.
 */
export function pythonJson(value: unknown, style: JsonStyle, level: number): string {
  const { indent, newline } = style;
  const inner = indent === "" ? "" : newline + indent.repeat(level + 1);
  const outer = indent === "" ? "" : newline + indent.repeat(level);
  const write = (child: unknown): string => pythonJson(child, style, level + 1);
  if (Array.isArray(value)) {
    return value.length === 0 ? "[]" : `[${value.map(item => inner + write(item)).join(",")}${outer}]`;
  }
  if (typeof value === "object" && value !== null) {
    const names = Object.keys(value).sort();
    if (names.length === 0) return "{}";
    const members = names.map(
      name => `${inner}${scalar(name, style)}: ${write((value as MimeBundle)[name])}`,
    );
    return `{${members.join(",")}${outer}}`;
  }
  return scalar(value, style);
}

function scalar(value: unknown, { ascii }: JsonStyle): string {
  const text = JSON.stringify(value) ?? "null";
  if (!ascii) return text;
  return text.replace(/[\u0080-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** MIME types beside `text/…` that nbformat stores as lines. */
const LINES = new Set(["application/javascript", "image/svg+xml"]);

/** Whether a MIME type holds JSON and not text. */
export function isJson(type: string): boolean {
  return type === "application/json" || (type.startsWith("application/") && type.endsWith("+json"));
}

/** An output as it stands in a file: texts as lines. */
export function fileOutput(output: Output): Output {
  if (output.output_type === "stream") return { ...output, text: splitLines(output.text) };
  if (output.output_type === "error") return output;
  const data = Object.entries(output.data).map(([type, value]) =>
    typeof value === "string" && (type.startsWith("text/") || LINES.has(type))
      ? [type, splitLines(value)]
      : [type, value],
  );
  return { ...output, data: Object.fromEntries(data) };
}

/** Where Python's `splitlines` ends a line, besides CR LF. */
const LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029";

/** Lines with their ends, as Python's `splitlines` finds them. */
export function splitLines(text: MultiLine): readonly string[] {
  const whole = joined(text);
  const lines: string[] = [];
  let start = 0;
  for (let at = 0; at < whole.length; at++) {
    if (!LINE_ENDS.includes(whole[at])) continue;
    if (whole[at] === "\r" && whole[at + 1] === "\n") at++;
    lines.push(whole.slice(start, at + 1));
    start = at + 1;
  }
  if (start < whole.length) lines.push(whole.slice(start));
  return lines;
}
