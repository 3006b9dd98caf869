import type { Value } from "../../../trace/format/Value.js";
import { PythonReader, type PythonSpan } from "./PythonReader.js";
import { type PythonLiteralFailure, PythonLiteralFault, PythonSource } from "./PythonSource.js";

/** How {@link readPythonLiteral} reads. */
export interface PythonLiteralOptions {
  /**
   * Read also what `repr` writes of values that have no literal: `inf`, `nan`, `Ellipsis`, `frozenset({1})`, `Counter({'a': 1})`,
   * `deque([1], maxlen=3)`, `OrderedDict({…})`, `defaultdict(int, {…})`, `bytearray(b'')`, `range(0, 3)`,
   * `Decimal('1')`, `Fraction(1, 2)`, and `float('inf')`, `set([1])`. Default false: what `ast.literal_eval` reads.
   */
  readonly reprs?: boolean;
}

/** A Python literal that was read, or why it could not be and at which UTF-16 offset. */
export type ReadPythonLiteral =
  | {
      readonly value: Value;
      /** UTF-16 offsets of the expression in the text. */
      readonly start: number;
      readonly end: number;
      /** Those of the outermost elements or entries. */
      readonly parts: readonly PythonSpan[];
      /** A tuple without parentheses, which cannot be an operand: `1, 2`. */
      readonly bare: boolean;
      /** A comment stands in the text. */
      readonly commented: boolean;
    }
  | { readonly failure: PythonLiteralFailure; readonly position: number };

/**
 * Reads a text as exactly one Python literal, by the rules of `ast.literal_eval` (CPython 3.10 to 3.13): strings and
 * bytes with all prefixes and escapes, adjacent ones joined; integers without bound, in all bases; floats; complex
 * numbers as sums; tuples, lists, dicts, sets, `set()`; `True`, `False`, `None`, `...`; one sign; comments and joined
 * lines. Nothing is evaluated. Two things only Python itself can read are said to be so: `\N{…}` (`character by name`)
 * and two escaped surrogates in a row, which would be one character here (`surrogates side by side`).
 */
export function readPythonLiteral(text: string, options: PythonLiteralOptions = {}): ReadPythonLiteral {
  try {
    return readWhole(new PythonReader(new PythonSource(text), options.reprs ?? false));
  } catch (error) {
    if (error instanceof PythonLiteralFault) return { failure: error.failure, position: error.position };
    throw error;
  }
}

const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
/** What goes on with a longer expression. */
const GOES_ON = /[-+*/%@&|^<>=!.([:?~]|(?:and|or|if|in|is|not|for)\b/y;

function readWhole(reader: PythonReader): ReadPythonLiteral {
  const { source, values } = reader;
  const { text } = source;
  if (text.includes("\0")) source.fail("null character", text.indexOf("\0"));
  const lone = LONE.exec(text);
  if (lone !== null) source.fail("lone surrogate in the text", lone.index);
  // `literal_eval` strips these of its argument; behind a line break they would be an indentation.
  while (source.peek() === " " || source.peek() === "\t") source.at++;
  source.lines();
  if (source.peek() === "") source.fail("empty");
  const start = source.at;
  const spans: PythonSpan[] = [];
  const first = reader.part(spans);
  const bare = source.peek() === ",";
  const items = [first.value];
  while (source.take(",")) {
    if (source.peek() === "" || source.peek() === "\n" || source.peek() === "\r") break;
    items.push(reader.part(spans).value);
  }
  const end = source.lastToken;
  GOES_ON.lastIndex = source.at;
  if (GOES_ON.test(text)) source.fail("not a literal");
  source.end();
  return {
    value: bare ? values.sequence("tuple", items) : first.value,
    start,
    end,
    parts: bare ? spans : (first.parts ?? []),
    bare,
    commented: source.commented,
  };
}
