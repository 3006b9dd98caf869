import type { Value } from "../../../trace/format/Value.js";
import type { PythonReader, PythonSpan } from "./PythonReader.js";
import { isHashable } from "./PythonValues.js";

/**
 * What `repr` writes of values that have no literal, once its first word was read: names of floats, and calls of
 * types with literals for arguments. Undefined where the word is none of them; nothing has been read then.
 */
export function readPythonRepr(reader: PythonReader, word: string): Value | undefined {
  const { source, values } = reader;
  if (word === "inf") return values.float(Number.POSITIVE_INFINITY);
  if (word === "nan") return values.float(Number.NaN);
  if (word === "Ellipsis") return values.boxed("ellipsis", word);
  if (word === "infj" || word === "nanj") return values.boxed("complex", word);
  const make = MAKERS.get(word);
  if (make === undefined || source.peek() !== "(") return undefined;
  const at = source.at;
  source.open();
  // The class of a defaultdict's missing values is not kept.
  FACTORY.lastIndex = source.at;
  if (word === "defaultdict" && FACTORY.test(source.text)) {
    source.at = FACTORY.lastIndex;
    source.blanks();
    if (source.peek() !== ")") source.take(",") || source.fail("not a literal");
  }
  const spans: PythonSpan[] = [];
  const given: Value[] = [];
  let bound: Value | undefined;
  while (source.peek() !== ")") {
    if (bound !== undefined) source.fail("not a literal");
    MAXLEN.lastIndex = source.at;
    if (word === "deque" && MAXLEN.test(source.text)) {
      source.at = MAXLEN.lastIndex;
      source.blanks();
      bound = reader.part(spans).value;
    } else given.push(reader.part(spans).value);
    if (source.peek() !== ")") source.take(",") || source.fail("not a literal");
  }
  source.close();
  const made = make(reader, given) ?? source.fail("not a literal", at);
  return bound === undefined || made.type !== "array"
    ? made
    : { ...made, properties: [{ key: "maxlen", value: bound }] };
}

const FACTORY = /<class '[\w.]+'>|None\b|[A-Za-z_]\w*(?!\w|\()/y;
const MAXLEN = /maxlen=/y;

type Maker = (reader: PythonReader, given: readonly Value[]) => Value | undefined;

const MAKERS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  [
    "float",
    ({ values }, [text]) => (text?.type === "string" ? namedFloat(text.value, values.float) : undefined),
  ],
  ["set", setOf("set")],
  ["frozenset", setOf("frozenset")],
  ["deque", ({ values }, [items]) => sequenceOf(items, list => values.sequence("deque", list))],
  ["Counter", dictOf("Counter")],
  ["OrderedDict", dictOf("OrderedDict")],
  ["defaultdict", dictOf("defaultdict")],
  [
    "bytearray",
    ({ values }, [bytes]) => byRepr(bytes, "bytes", repr => values.boxed("bytearray", `bytearray(${repr})`)),
  ],
  ["range", ({ values }, given) => range(given, repr => values.boxed("range", repr))],
  ["Decimal", ({ values }, [text]) => decimal(text, repr => values.boxed("Decimal", repr))],
  ["Fraction", ({ values }, given) => fraction(given, repr => values.boxed("Fraction", repr))],
]);

function namedFloat(text: string, float: (value: number) => Value): Value | undefined {
  const found = /^\s*([-+]?)(?:(inf(?:inity)?)|nan)\s*$/i.exec(text);
  if (found === null) return undefined;
  if (found[2] === undefined) return float(Number.NaN);
  return float(found[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
}

function sequenceOf(given: Value | undefined, make: (items: readonly Value[]) => Value): Value | undefined {
  if (given === undefined) return make([]);
  return given.type === "array" || given.type === "set" ? make(given.items) : undefined;
}

function setOf(name: string): Maker {
  return ({ values }, [given]) =>
    given !== undefined && "items" in given && !given.items.every(isHashable)
      ? undefined
      : sequenceOf(given, items => values.set(name, items));
}

/** From a dict or, as Python wrote it before 3.12, from a list of pairs. */
function dictOf(name: string): Maker {
  return ({ values }, [given]) => {
    if (given === undefined) return values.dict(name, []);
    if (given.type === "map") return values.dict(name, given.entries);
    if (given.type !== "array") return undefined;
    const pairs: [Value, Value][] = [];
    for (const pair of given.items) {
      if (pair.type !== "array" || pair.items.length !== 2 || !isHashable(pair.items[0])) return undefined;
      pairs.push([pair.items[0], pair.items[1]]);
    }
    return values.dict(name, pairs);
  };
}

function byRepr(given: Value | undefined, name: string, make: (repr: string) => Value): Value | undefined {
  if (given === undefined) return make("b''");
  return given.type === "boxed" && given.class === name && given.value.type === "string"
    ? make(given.value.value)
    : undefined;
}

function range(given: readonly Value[], make: (repr: string) => Value): Value | undefined {
  const numbers = given.flatMap(value => (value.type === "int" ? [value.value] : []));
  if (numbers.length !== given.length || numbers.length < 1 || numbers.length > 3 || numbers[2] === "0")
    return undefined;
  const [start, stop, step] = numbers.length === 1 ? ["0", ...numbers] : numbers;
  return make(`range(${start}, ${stop}${step === undefined || step === "1" ? "" : `, ${step}`})`);
}

function decimal(given: Value | undefined, make: (repr: string) => Value): Value | undefined {
  const text = given?.type === "string" ? given.value : given?.type === "int" ? given.value : undefined;
  return text !== undefined && /^-?(?:\d+(?:\.\d+)?(?:E[-+]\d+)?|Infinity|NaN)$/.test(text)
    ? make(`Decimal('${text}')`)
    : undefined;
}

function fraction([top, bottom]: readonly Value[], make: (repr: string) => Value): Value | undefined {
  if (top?.type !== "int" || bottom?.type !== "int" || !/^[1-9]/.test(bottom.value)) return undefined;
  return make(`Fraction(${top.value}, ${bottom.value})`);
}
