import type { Program } from "../../../src/program/Program.js";
import { parse } from "../../../src/program/parse.js";
import { ColumnsBuilder } from "../../../src/trace/format/ColumnsBuilder.js";
import { ID_SHIFT, Kind, TAG_SHIFT, Tag } from "../../../src/trace/format/Kind.js";
import type { Trace } from "../../../src/trace/format/Trace.js";
import type { Outcome, TraceHeader } from "../../../src/trace/format/TraceHeader.js";
import type {
  FunctionEntry,
  Read,
  Site,
  SiteKind,
  Variable,
  Write,
} from "../../../src/trace/format/tables.js";
import { traceHash } from "../../../src/trace/format/traceHash.js";

/** A value as a test writes it: a primitive, or a heap reference. */
export type Given =
  | undefined
  | null
  | boolean
  | number
  | string
  | bigint
  | { readonly object: number }
  | { readonly function: number }
  | { readonly symbol: number }
  | { readonly tag: number };

/** Builds small traces row by row, for tests of what reads traces. */
export class RowBuilder {
  readonly op: number[] = [];
  readonly frame: number[] = [];
  readonly value: number[] = [];
  readonly texts: string[] = [];
  readonly functions: FunctionEntry[] = [];
  readonly sites: Site[] = [];
  readonly variables: Variable[] = [];
  readonly writes: Write[] = [];
  readonly reads: Read[] = [];
  readonly program: Program;

  constructor(source = "") {
    this.program = parse(source, { file: "test.js", sourceType: "script" });
  }

  string(text: string): number {
    const at = this.texts.indexOf(text);
    return at >= 0 ? at : this.texts.push(text) - 1;
  }

  /** One row as it is. */
  row(kind: number, tag: number, id: number, frame: number, value: number): this {
    this.op.push(kind | (tag << TAG_SHIFT) | (id << ID_SHIFT));
    this.frame.push(frame);
    this.value.push(value);
    return this;
  }

  /** One row with a tagged value. */
  valued(kind: number, id: number, frame: number, given: Given): this {
    const [tag, value] = this.tagged(given);
    return this.row(kind, tag, id, frame, value);
  }

  private tagged(given: Given): [number, number] {
    if (given === undefined) return [Tag.UNDEFINED, 0];
    if (given === null) return [Tag.NULL, 0];
    if (given === true) return [Tag.TRUE, 0];
    if (given === false) return [Tag.FALSE, 0];
    if (typeof given === "number") return [Tag.NUMBER, given];
    if (typeof given === "string") return [Tag.STRING, this.string(given)];
    if (typeof given === "bigint") return [Tag.BIGINT, this.string(String(given))];
    if ("object" in given) return [Tag.OBJECT, given.object];
    if ("function" in given) return [Tag.FUNCTION, given.function];
    if ("symbol" in given) return [Tag.SYMBOL, given.symbol];
    return [given.tag, 0];
  }

  fn(
    name: string,
    parent = -1,
    kind: FunctionEntry["kind"] = parent < 0 ? "module" : "function",
    node = 0,
  ): number {
    const id = this.functions.length;
    this.functions.push({
      id,
      kind,
      name,
      program: 0,
      node,
      parent,
      async: false,
      generator: false,
      line: 1,
      endLine: 1,
      params: [],
    });
    return id;
  }

  site(kind: SiteKind, line: number, fn = 0, node = 0, parent = -1): number {
    const id = this.sites.length;
    this.sites.push({ id, kind, program: 0, node, function: fn, line, parent });
    return id;
  }

  variable(name: string, fn = 0, kind: Variable["kind"] = "let", node = 0): number {
    const id = this.variables.length;
    this.variables.push({ id, name, kind, function: fn, program: 0, node });
    return id;
  }

  write(variable: number, line = 1): number {
    const id = this.writes.length;
    this.writes.push({ id, variable, program: 0, node: 0, line });
    return id;
  }

  read(variable: number, line = 1): number {
    const id = this.reads.length;
    this.reads.push({ id, variable, program: 0, node: 0, line });
    return id;
  }

  call(fn: number, frame: number, caller = -1, scope = -1): this {
    return this.row(Kind.CALL, 0, fn, frame, caller).row(Kind.SCOPE, 0, 0, frame, scope);
  }

  begin(site: number, frame = 0): this {
    return this.row(Kind.BEGIN, 0, site, frame, 0);
  }

  end(site: number, frame = 0): this {
    return this.row(Kind.END, 0, site, frame, 0);
  }

  set(write: number, given: Given, frame = 0): this {
    return this.valued(Kind.SET, write, frame, given);
  }

  new(id: number, shape: number, className: string, size: number): this {
    return this.row(Kind.NEW, shape, this.string(className), id, size);
  }

  entry(id: number, part: number, given: Given): this {
    return this.valued(Kind.ENTRY, part, id, given);
  }

  key(id: number, given: Given): this {
    return this.valued(Kind.KEY, 0, id, given);
  }

  put(id: number, key: Given, given: Given, frame = 0): this {
    return this.key(id, key).valued(Kind.PUT, 0, frame, given);
  }

  mutate(id: number, mutator: number, ...args: Given[]): this {
    this.row(Kind.MUTATE, 0, mutator, id, args.length);
    for (const arg of args) this.valued(Kind.ARG, 0, id, arg);
    return this;
  }

  get rows(): number {
    return this.op.length;
  }

  trace(outcome: Outcome = { kind: "pending" }, budget?: number): Trace {
    const builder = new ColumnsBuilder({ budget });
    builder.append(Int32Array.from(this.op), Int32Array.from(this.frame), Float64Array.from(this.value));
    const { file, language, sourceType, sha256, source } = this.program;
    const header: TraceHeader = {
      schema: "tracebook/trace@1",
      programs: [{ file, language, sourceType, sha256, source }],
      call: "",
      callProgram: -1,
      language,
      seed: 0,
      epoch: 0,
      limits: {
        steps: 1e6,
        wallMs: 1e4,
        heapMiB: 256,
        bufferMiB: 256,
        outputChars: 1e6,
        depth: 8000,
        stringChars: 1e4,
        entries: 1000,
        objects: 1e4,
      },
      record: { reads: false, heap: true, audit: false },
      environment: { tracebook: "0", engine: "test", platform: "test" },
    };
    const { functions, sites, variables, writes, reads } = this;
    const open: Trace = {
      header,
      tables: { functions, sites, variables, writes, reads },
      columns: builder.finish(),
      strings: [...this.texts],
      footer: { outcome, rows: this.rows, steps: 0, frames: 0, rejections: [], sha256: "" },
      programs: [this.program],
    };
    return { ...open, footer: { ...open.footer, sha256: traceHash(open) } };
  }
}
