import { createHash } from "node:crypto";
import { firstDifference } from "./firstDifference.js";
import type { MimeBundle, MultiLine, Output } from "./Notebook.js";
import type { CellDifference } from "./NotebookRun.js";
import { isJson, pythonJson } from "./nbformatText.js";
import { joined } from "./readNotebook.js";
import { closeEnough, type Tolerance } from "./Tolerance.js";

/** MIME types whose numbers a tolerance is for. Figures and everything else are compared to the byte. */
const PROSE = /^text\/(?:plain|html|markdown|latex|csv)$/;
const TEXT = /^text\/|^image\/svg\+xml$|^application\/(?:java|ecma)script$/;
/** MIME types whose values are bytes in base64. */
const BYTES = /^(?:image|audio|video|font)\/|^application\/(?:pdf|octet-stream|zip|gzip)$/;

/** What differs between the committed outputs of a cell and those it has now, in order. */
export function compareOutputs(
  committed: readonly Output[],
  now: readonly Output[],
  tolerance?: Tolerance,
): readonly CellDifference[] {
  const length = Math.max(committed.length, now.length);
  return Array.from({ length }, (_, index) =>
    compareOutput(committed[index], now[index], tolerance).map(part => ({ output: index + 1, ...part })),
  ).flat();
}

type Part = Omit<CellDifference, "output">;

/** What differs between two outputs; either may be missing. */
export function compareOutput(
  a: Output | undefined,
  b: Output | undefined,
  tolerance?: Tolerance,
): readonly Part[] {
  if (a === undefined || b === undefined || sort(a) !== sort(b))
    return [{ kind: "output", line: null, committed: a ? sort(a) : null, now: b ? sort(b) : null }];
  if (a.output_type === "stream" && b.output_type === "stream")
    return compareText(a.name, joined(a.text), joined(b.text), tolerance);
  // The traceback has paths and versions of the machine in it.
  if (a.output_type === "error" && b.output_type === "error")
    return compareText("error", `${a.ename}: ${a.evalue}`, `${b.ename}: ${b.evalue}`);
  if (!("data" in a) || !("data" in b)) return [];
  return [
    ...namesOf(a.data, b.data).flatMap(type => compareValue(type, a.data[type], b.data[type], tolerance)),
    ...namesOf(a.metadata, b.metadata).flatMap(name =>
      equalJson(a.metadata[name], b.metadata[name])
        ? []
        : [
            {
              kind: `metadata of ${name}`,
              line: null,
              committed: oneLine(a.metadata[name]),
              now: oneLine(b.metadata[name]),
            },
          ],
    ),
  ];
}

function compareText(kind: string, a: string, b: string, tolerance?: Tolerance): readonly Part[] {
  const found = firstDifference(a, b, tolerance, kind === "text/html");
  return found === undefined ? [] : [{ kind, ...found }];
}

function compareValue(type: string, a: unknown, b: unknown, tolerance?: Tolerance): readonly Part[] {
  const sizes: Part = { kind: type, line: null, committed: sizeOf(type, a), now: sizeOf(type, b) };
  if (a === undefined || b === undefined) return [sizes];
  if (isJson(type)) {
    if (equalJson(a, b, tolerance)) return [];
    const found = compareText(type, json(a, " "), json(b, " "), tolerance);
    return found.length > 0 ? found : [sizes];
  }
  const [x, y] = [textOf(a), textOf(b)];
  if (PROSE.test(type)) return compareText(type, x, y, tolerance);
  if (TEXT.test(type)) return compareText(type, x, y);
  // Base64 may be broken into lines, or end in one.
  const same = BYTES.test(type) ? x.replace(/\s/g, "") === y.replace(/\s/g, "") : x === y;
  return same ? [] : [sizes];
}

/** `stdout`, `display_data`, … */
function sort(output: Output): string {
  return output.output_type === "stream" ? output.name : output.output_type;
}

function namesOf(a: MimeBundle, b: MimeBundle): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
}

function json(value: unknown, indent: string): string {
  return pythonJson(value, { indent, newline: "\n", ascii: false }, 0);
}

function oneLine(value: unknown): string | null {
  return value === undefined ? null : json(value, "");
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every(line => typeof line === "string"))
    return joined(value as MultiLine);
  return json(value, "");
}

/** Size and hash of what cannot be shown in a line; null for nothing. */
function sizeOf(type: string, value: unknown): string | null {
  if (value === undefined) return null;
  const bytes = Buffer.from(textOf(value), BYTES.test(type) && type !== "image/svg+xml" ? "base64" : "utf8");
  return `${bytes.length} bytes, sha256 ${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}`;
}

/** Equality of JSON values; the order of names does not count, numbers are compared under the tolerance. */
function equalJson(a: unknown, b: unknown, tolerance?: Tolerance): boolean {
  if (typeof a === "number" && typeof b === "number")
    return a === b || (tolerance !== undefined && closeEnough(a, b, tolerance));
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  const [x, y] = [a as MimeBundle, b as MimeBundle];
  return (
    names.length === Object.keys(b).length &&
    names.every(name => Object.hasOwn(b, name) && equalJson(x[name], y[name], tolerance))
  );
}
