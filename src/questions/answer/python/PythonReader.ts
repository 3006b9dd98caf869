import { pythonComplex } from "../../../trace/derive/pythonFloat.js";
import { pythonBytes } from "../../../trace/derive/pythonText.js";
import type { Value } from "../../../trace/format/Value.js";
import type { PythonSource } from "./PythonSource.js";
import { isHashable, PythonValues } from "./PythonValues.js";
import { readPythonNumber, startsNumber } from "./readPythonNumber.js";
import { readPythonRepr } from "./readPythonRepr.js";
import { readPythonText } from "./readPythonText.js";

/** UTF-16 offsets of a piece of the text. */
export interface PythonSpan {
  readonly start: number;
  readonly end: number;
}

/** An expression that was read. */
export interface PythonOperand {
  readonly value: Value;
  /** What it is to an operator before or behind it. */
  readonly form: "number" | "signed number" | "other";
  /** Of a number its imaginary part, if it is written as such. */
  readonly imaginary?: number;
  /** Where its elements or entries stand. */
  readonly parts?: readonly PythonSpan[];
}

const WORD = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;

/** Reads the expressions of a literal, by recursive descent. */
export class PythonReader {
  readonly values: PythonValues = new PythonValues();

  constructor(
    readonly source: PythonSource,
    /** Whether what `repr` writes of values without a literal is read too. */
    readonly reprs: boolean,
  ) {}

  /** An operand, or the sum that is a complex number. */
  expression(): PythonOperand {
    const source: PythonSource = this.source;
    const left = this.signed();
    const sign = source.peek();
    if (sign !== "+" && sign !== "-") return left;
    const at = source.at;
    source.take(sign);
    const right = this.signed();
    const real = left.form === "other" ? undefined : realOf(left.value);
    if (real === undefined || right.form !== "number" || right.imaginary === undefined)
      source.fail("not a literal", at);
    if (!Number.isFinite(real) && left.value.type === "int") source.fail("too large for a float", at);
    if (source.peek() === "+" || source.peek() === "-") source.fail("not a literal");
    // As Python adds: the real number has the imaginary part 0, the imaginary one the real part 0.
    const sum =
      sign === "+"
        ? { real: real + 0, imaginary: 0 + right.imaginary }
        : { real: real - 0, imaginary: 0 - right.imaginary };
    return other(this.values.boxed("complex", pythonComplex(sum)));
  }

  private signed(): PythonOperand {
    const source: PythonSource = this.source;
    const sign = source.peek();
    if (sign !== "+" && sign !== "-") return this.atom();
    const at = source.at;
    source.take(sign);
    if (source.peek() === "+" || source.peek() === "-") source.fail("not a literal");
    const operand = this.atom();
    if (operand.form !== "number") source.fail("not a literal", at);
    return { ...(sign === "+" ? operand : this.negated(operand)), form: "signed number" };
  }

  private negated({ value, imaginary }: PythonOperand): PythonOperand {
    if (value.type === "int") return { value: this.values.int(-BigInt(value.value)), form: "number" };
    if (value.type === "number") return { value: this.values.float(-value.value), form: "number" };
    const minus = { real: -0, imaginary: -(imaginary as number) };
    return {
      value: this.values.boxed("complex", pythonComplex(minus)),
      form: "number",
      imaginary: minus.imaginary,
    };
  }

  private atom(): PythonOperand {
    const source: PythonSource = this.source;
    const { values } = this;
    if (source.peek() === "(") return this.parenthesised();
    if (source.peek() === "[") return this.list();
    if (source.peek() === "{") return this.braces();
    if (startsNumber(source)) return this.number();
    if (source.text.startsWith("...", source.at)) {
      source.at += 3;
      source.blanks();
      return other(values.boxed("ellipsis", "Ellipsis"));
    }
    const text = readPythonText(source);
    if (text === undefined) return this.word();
    return other(text.bytes ? values.boxed("bytes", pythonBytes(text.value)) : values.string(text.value));
  }

  private number(): PythonOperand {
    const read = readPythonNumber(this.source);
    if (read.kind === "int") return { value: this.values.int(read.value), form: "number" };
    if (read.kind === "float") return { value: this.values.float(read.value), form: "number" };
    const value = this.values.boxed("complex", pythonComplex({ real: 0, imaginary: read.value }));
    return { value, form: "number", imaginary: read.value };
  }

  private word(): PythonOperand {
    const source: PythonSource = this.source;
    const start = source.at;
    WORD.lastIndex = start;
    const word = WORD.exec(source.text)?.[0];
    if (word === undefined) source.fail(source.peek() === "" ? "never closed" : "not a literal");
    source.at += word.length;
    source.blanks();
    if (word === "None") return other({ type: "null" });
    if (word === "True" || word === "False") return other({ type: "boolean", value: word === "True" });
    if (this.reprs) {
      const read = readPythonRepr(this, word);
      if (read?.type === "number") return { value: read, form: "number" };
      const imaginary = word === "infj" ? Number.POSITIVE_INFINITY : word === "nanj" ? Number.NaN : undefined;
      if (read !== undefined && imaginary !== undefined) return { value: read, form: "number", imaginary };
      if (read !== undefined) return other(read);
    }
    if (word !== "set" || source.peek() !== "(") {
      // `(set)()` is a call too, and `literal_eval` takes it; nobody writes it.
      source.fail("not a literal", start);
    }
    source.open();
    if (source.peek() !== ")") source.fail("not a literal", start);
    source.close();
    return other(this.values.set("set", []));
  }

  private parenthesised(): PythonOperand {
    const source: PythonSource = this.source;
    source.open();
    if (source.peek() === ")") {
      source.close();
      return other(this.values.sequence("tuple", []));
    }
    const parts: PythonSpan[] = [];
    const first = this.part(parts);
    if (source.peek() === ")") {
      source.close();
      return first;
    }
    this.comma();
    const items = [first.value, ...this.items(")", parts)];
    return { ...other(this.values.sequence("tuple", items)), parts };
  }

  private list(): PythonOperand {
    this.source.open();
    const parts: PythonSpan[] = [];
    return { ...other(this.values.sequence("list", this.items("]", parts))), parts };
  }

  /** Items up to the bracket that closes them, with or without a comma behind the last. */
  items(close: string, parts: PythonSpan[]): readonly Value[] {
    const source: PythonSource = this.source;
    const items: Value[] = [];
    while (source.peek() !== close) {
      items.push(this.part(parts).value);
      if (source.peek() !== close) this.comma();
    }
    source.close();
    return items;
  }

  private braces(): PythonOperand {
    const source: PythonSource = this.source;
    const { values } = this;
    source.open();
    const parts: PythonSpan[] = [];
    const entries: [Value, Value][] = [];
    const members: Value[] = [];
    while (source.peek() !== "}") {
      const start = source.at;
      const key = this.expression().value;
      const colon = source.peek() === ":";
      if (colon ? members.length > 0 : entries.length > 0) source.fail("not a literal");
      if (!isHashable(key)) source.fail("key cannot be hashed", start);
      if (source.take(":")) entries.push([key, this.expression().value]);
      else members.push(key);
      parts.push({ start, end: source.lastToken });
      if (source.peek() !== "}") this.comma();
    }
    source.close();
    return {
      ...other(members.length > 0 ? values.set("set", members) : values.dict("dict", entries)),
      parts,
    };
  }

  /** One expression, its place noted. */
  part(parts: PythonSpan[]): PythonOperand {
    const start = this.source.at;
    const read = this.expression();
    parts.push({ start, end: this.source.lastToken });
    return read;
  }

  private comma(): void {
    const source: PythonSource = this.source;
    if (!source.take(",")) source.fail(source.peek() === "" ? "never closed" : "not a literal");
  }
}

function other(value: Value): PythonOperand {
  return { value, form: "other" };
}

/** A real number as a float; undefined for what is none. */
function realOf(value: Value): number | undefined {
  if (value.type === "int") return Number(BigInt(value.value));
  return value.type === "number" ? value.value : undefined;
}
