import { readFileSync } from "node:fs";
import { SourceError } from "../../program/SourceError.js";
import { checkHeader, withPrograms } from "./assembleTrace.js";
import { ColumnsBuilder } from "./ColumnsBuilder.js";
import { decodeSlot, StringIds } from "./jsonValue.js";
import { ID_SHIFT, Kind, TAG_SHIFT } from "./Kind.js";
import type { Trace } from "./Trace.js";
import type { TraceFooter } from "./TraceHeader.js";
import { KIND_WORDS, PART_WORDS, SHAPE_WORDS } from "./words.js";

type Line = Readonly<Record<string, unknown>>;

/**
 * Reads a trace back from JSON Lines as `toJSONL` wrote it, with the same `traceHash`. Content shown for readers
 * (`line`, `name`, the inside of objects, …) is not looked at.
 *
 * @param lines the text of a file, or its lines.
 * @param file name for messages.
 * @throws SourceError naming the line and what was found: no JSON, no header, unknown kind, a field missing.
 */
export function fromJSONL(lines: string | Iterable<string>, file = "trace.jsonl"): Trace {
  const reader = new Reader(file);
  let number = 0;
  for (const text of typeof lines === "string" ? split(lines) : lines) {
    number++;
    if (text.trim() === "") continue;
    reader.take(text, number);
  }
  return reader.finish(number);
}

/** Reads a JSONL file. Errors as {@link fromJSONL}, and when the file cannot be read. */
export function readJSONL(path: string): Trace {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new SourceError(`cannot be read: ${(error as NodeJS.ErrnoException).code ?? error}`, path);
  }
  return fromJSONL(decoded(bytes), path);
}

/** Lines of UTF-8 bytes; a text as long as a big trace would not fit into one string. */
function* decoded(bytes: Uint8Array): Generator<string, void, undefined> {
  const decoder = new TextDecoder();
  for (let at = 0; at < bytes.length; ) {
    let end = bytes.indexOf(10, at);
    if (end < 0) end = bytes.length;
    yield decoder.decode(bytes.subarray(at, end));
    at = end + 1;
  }
}

function* split(text: string): Generator<string, void, undefined> {
  for (let at = 0; at < text.length; ) {
    let end = text.indexOf("\n", at);
    if (end < 0) end = text.length;
    yield text.slice(at, end);
    at = end + 1;
  }
}

class Reader {
  private readonly file: string;
  private readonly ids: StringIds = new StringIds();
  private readonly builder: ColumnsBuilder = new ColumnsBuilder();
  private op: number[] = [];
  private frame: number[] = [];
  private value: number[] = [];
  private head: ReturnType<typeof checkHeader> | undefined;
  private footer: TraceFooter | undefined;

  constructor(file: string) {
    this.file = file;
  }

  take(text: string, number: number): void {
    let line: Line;
    try {
      line = JSON.parse(text) as Line;
    } catch (error) {
      throw new SourceError(`no JSON: ${(error as Error).message}: ${text.slice(0, 60)}`, this.file, number);
    }
    if (this.head === undefined) {
      if (line?.kind !== "header") {
        throw new SourceError(
          `the first line should have kind "header", found ${JSON.stringify(line?.kind)}`,
          this.file,
          number,
        );
      }
      this.head = checkHeader(line, this.file, number);
      return;
    }
    if (this.footer !== undefined) throw new SourceError("something follows the footer", this.file, number);
    try {
      this.event(line);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new SourceError(`${error.message} (kind ${JSON.stringify(line?.kind)})`, this.file, number);
    }
    if (this.op.length >= 65536) this.flush();
  }

  finish(lines: number): Trace {
    if (this.head === undefined)
      throw new SourceError("it is empty: a header line is expected", this.file, 1);
    if (this.footer === undefined)
      throw new SourceError("it ends without a footer line", this.file, lines + 1);
    this.flush();
    const { header, tables } = this.head;
    const columns = this.builder.finish();
    if (columns.rows !== this.footer.rows) {
      throw new SourceError(
        `its events make ${columns.rows} rows, the footer says ${this.footer.rows}`,
        this.file,
        lines,
      );
    }
    return withPrograms(header, tables, columns, this.ids.texts, this.footer, this.file);
  }

  private flush(): void {
    this.builder.append(Int32Array.from(this.op), Int32Array.from(this.frame), Float64Array.from(this.value));
    this.op = [];
    this.frame = [];
    this.value = [];
  }

  private row(kind: number, tag: number, id: number, frame: number, value: number): void {
    this.op.push(kind | (tag << TAG_SHIFT) | (id << ID_SHIFT));
    this.frame.push(frame);
    this.value.push(value);
  }

  private slot(kind: number, id: number, frame: number, json: unknown): void {
    const { tag, value } = decodeSlot(json, this.ids);
    this.row(kind, tag, id, frame, value);
  }

  private event(line: Line): void {
    const word = line.kind;
    switch (word) {
      case "strings":
        for (const text of list(line, "texts")) this.ids.define(String(text));
        return;
      case "footer": {
        const { kind: _kind, ...footer } = line;
        if (typeof footer.rows !== "number" || typeof footer.outcome !== "object")
          throw new TypeError("no rows or outcome");
        this.footer = footer as unknown as TraceFooter;
        return;
      }
      case "row": {
        const [op, frame, value] = list(line, "raw");
        if (typeof op !== "number" || typeof frame !== "number")
          throw new TypeError("raw should be three numbers");
        this.op.push(op);
        this.frame.push(frame);
        this.value.push(Number(value));
        return;
      }
      default:
        break;
    }
    const kind = KIND_WORDS.indexOf(String(word));
    if (kind <= 0 || typeof word !== "string") throw new TypeError("an unknown kind");
    const frame = integer(line, "frame");
    switch (kind) {
      case Kind.CALL:
        this.row(kind, 0, integer(line, "function"), frame, integer(line, "caller"));
        this.row(Kind.SCOPE, 0, 0, frame, integer(line, "scope"));
        return;
      case Kind.BEGIN:
      case Kind.END:
      case Kind.RESUME_THROW:
      case Kind.RESUME_RETURN:
        this.row(kind, 0, integer(line, "site"), frame, 0);
        return;
      case Kind.BRANCH:
        this.row(kind, 0, integer(line, "site"), frame, number(line, "value"));
        return;
      case Kind.CATCH:
      case Kind.AWAIT:
      case Kind.YIELD:
      case Kind.RESUME:
      case Kind.RETURN:
        this.slot(kind, integer(line, "site"), frame, given(line, "value"));
        return;
      case Kind.THROW:
        this.slot(kind, integer(line, "function"), frame, given(line, "value"));
        return;
      case Kind.SET:
        this.slot(kind, integer(line, "write"), frame, given(line, "value"));
        return;
      case Kind.READ:
        this.slot(kind, integer(line, "read"), frame, given(line, "value"));
        return;
      case Kind.CHECK:
        this.slot(kind, integer(line, "variable"), frame, given(line, "value"));
        return;
      case Kind.PUT:
      case Kind.GET:
        this.slot(Kind.KEY, 0, integer(line, "object"), given(line, "key"));
        this.slot(kind, integer(line, kind === Kind.PUT ? "write" : "read"), frame, given(line, "value"));
        return;
      case Kind.DELETE:
        this.slot(Kind.KEY, 0, integer(line, "object"), given(line, "key"));
        this.row(kind, 0, integer(line, "write"), frame, 0);
        return;
      case Kind.NEW:
        this.object(line);
        return;
      case Kind.MUTATE: {
        const args = list(line, "args");
        const object = integer(line, "object");
        this.row(kind, 0, integer(line, "mutator"), object, args.length);
        for (const arg of args) this.slot(Kind.ARG, 0, object, arg);
        return;
      }
      case Kind.OUTPUT:
        this.slot(kind, integer(line, "stream"), frame, given(line, "value"));
        return;
      case Kind.SETTLE:
        this.row(kind, 0, integer(line, "id"), integer(line, "object"), 0);
        return;
      case Kind.TIMER:
      case Kind.JOB:
      case Kind.CLOCK:
      case Kind.THREAD:
      case Kind.SYNC:
        this.row(kind, 0, integer(line, "id"), frame, number(line, "value"));
        return;
      default:
        throw new TypeError("a kind that is no event of its own");
    }
  }

  private object(line: Line): void {
    const object = integer(line, "object");
    const shape = SHAPE_WORDS.indexOf(String(line.shape));
    if (shape < 0) throw new TypeError(`unknown shape ${JSON.stringify(line.shape)}`);
    if (typeof line.class !== "string") throw new TypeError("class should be a string");
    const name = line.classId === undefined ? this.ids.id(line.class) : integer(line, "classId");
    this.row(Kind.NEW, shape, name, object, number(line, "size"));
    for (const entry of list(line, "entries") as Line[]) {
      if (entry === null || typeof entry !== "object") throw new TypeError("an entry should be an object");
      const { part } = entry;
      const id = part === undefined ? 0 : typeof part === "number" ? part : PART_WORDS.indexOf(String(part));
      if (id < 0) throw new TypeError(`unknown part ${JSON.stringify(part)}`);
      if ("key" in entry) this.slot(Kind.KEY, 0, object, entry.key);
      this.slot(Kind.ENTRY, id, object, given(entry, "value"));
    }
  }
}

function integer(line: Line, field: string): number {
  const value = line[field];
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw new TypeError(`${field} should be an integer, found ${JSON.stringify(value)}`);
  }
  return value;
}

function number(line: Line, field: string): number {
  const value = line[field];
  if (typeof value !== "number")
    throw new TypeError(`${field} should be a number, found ${JSON.stringify(value)}`);
  return value;
}

function list(line: Line, field: string): readonly unknown[] {
  const value = line[field];
  if (!Array.isArray(value))
    throw new TypeError(`${field} should be an array, found ${JSON.stringify(value)}`);
  return value;
}

function given(line: Line, field: string): unknown {
  if (!(field in line)) throw new TypeError(`${field} is missing`);
  return line[field];
}
