import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import type { Program } from "../../../src/program/Program.js";
import { pyenvPython } from "../../trace/python/pyenv.js";

/** Span of one statement or expression, as CPython's ast gives it: class, first byte, byte behind the last. */
export type PythonSpan = readonly [kind: string, start: number, end: number];

/** A CPython whose spans are right inside of f-strings (3.12 or newer), or why there is none. */
export function pythonWithSpans(): { readonly path?: string; readonly reason: string } {
  const candidates = [pyenvPython("3.12.1"), pyenvPython("3.13.0"), "python3"];
  for (const path of candidates) {
    if (path.startsWith("/") && !existsSync(path)) continue;
    const { stdout } = spawnSync(path, ["-c", "import sys; print(sys.version_info >= (3, 12))"], {
      encoding: "utf8",
    });
    if (stdout?.trim() === "True") return { path, reason: "" };
  }
  return { reason: "no CPython 3.12 or newer" };
}

/** Spans of every statement and expression of each source; null for a source CPython refuses. */
export function spansOf(python: string, sources: readonly string[]): (PythonSpan[] | null)[] {
  const { stdout, status, stderr } = spawnSync(python, ["test/program/python/spans.py"], {
    input: JSON.stringify(sources),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as (PythonSpan[] | null)[];
}

/** Why a node of CPython's ast has no node of its own span in the table; a closed list. */
export type SpanGap =
  /** The If of an `elif` goes on to the end of the chain in CPython; the elif_clause ends with its block. */
  | "elif"
  /** CPython makes one Tuple of several subscripts, subjects or annotations; the grammar lists them. */
  | "list of parts"
  /** Texts of adjacent f-strings become one Constant over their quotes. */
  | "joined text"
  /** `a.b.c` in a pattern or a decorator is one dotted_name. */
  | "dotted name"
  /** A negative number in a pattern is a case_pattern or part of one. */
  | "pattern number"
  /** The grammar binds `^` tighter than `&`. */
  | "xor";

/** The spans of a program that no node has, with the reason; `undefined` where the list has none. */
export function gapsOf(
  program: Program,
  spans: readonly PythonSpan[],
): { readonly span: PythonSpan; readonly gap: SpanGap | undefined }[] {
  const { nodes } = program;
  const known = new Set(nodes.map(node => `${node.byteStart} ${node.byteEnd}`));
  const bytes = Buffer.from(program.source);
  return spans
    .filter(([, start, end]) => !known.has(`${start} ${end}`))
    .map(span => {
      const [kind, start, end] = span;
      const text = bytes.subarray(start, end).toString();
      const around = (types: RegExp): boolean =>
        nodes.some(node => types.test(node.type) && node.byteStart <= start && end <= node.byteEnd);
      let gap: SpanGap | undefined;
      if (kind === "If" && text.startsWith("elif")) gap = "elif";
      else if (kind === "Tuple" && around(/^(?:subscript|match_statement|type|generic_type)$/))
        gap = "list of parts";
      else if ((kind === "Constant" || kind === "JoinedStr") && around(/^(?:concatenated_string|string)$/))
        gap = "joined text";
      else if (kind === "Attribute" && around(/^(?:dotted_name|case_pattern)$/)) gap = "dotted name";
      else if (kind === "UnaryOp" && around(/^case_pattern$/)) gap = "pattern number";
      else if (kind === "BinOp" && text.includes("&") && around(/^binary_operator$/)) gap = "xor";
      return { span, gap };
    });
}
