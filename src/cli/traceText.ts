import { visibleText } from "../figures/core/visibleText.js";
import { outcomeText } from "../figures/viewer/outcomeText.js";
import { PREVIEW_BOUNDS, previewValue } from "../figures/viewer/previewValue.js";
import { isPrimitive, rowValue } from "../figures/viewer/rowValue.js";
import { Replay } from "../trace/derive/Replay.js";
import { ID_SHIFT, KIND_MASK, Kind, TAG_MASK, TAG_SHIFT, Tag } from "../trace/format/Kind.js";
import type { Trace } from "../trace/format/Trace.js";
import type { Value } from "../trace/format/Value.js";
import { clip, siteCode } from "./siteCode.js";

/** Characters shown of one value. */
const VALUE_WIDTH = 72;
/** Columns the code may take before its notes. */
const CODE_WIDTH = 44;
/** Heads whose decision is worth a word. */
const DECIDES: ReadonlySet<string> = new Set(["if", "while", "do", "for", "for-in", "for-of", "for-await"]);

/**
 * The steps of a trace as lines of text, one statement or loop head a line with what it wrote, returned or
 * threw behind it, calls and output between them, and the outcome last. Lines are made as they are asked for.
 */
export function* traceText(trace: Trace): Generator<string, void, undefined> {
  yield* heading(trace);
  const steps = new Steps(trace);
  for (let index = 0; index < trace.columns.chunkCount; index++) {
    const chunk = trace.columns.chunk(index);
    for (let row = 0; row < chunk.rows; row++) {
      yield* steps.row(steps.next, chunk.op[row], chunk.frame[row], chunk.value[row]);
    }
  }
  yield* steps.flush();
  yield "";
  yield visibleText(`${outcomeText(trace, VALUE_WIDTH)}, ${trace.footer.steps} steps`);
}

function* heading(trace: Trace): Generator<string> {
  const [main] = trace.header.programs;
  yield trace.header.call === "" ? main.file : `${main.file}: ${trace.header.call}`;
  yield "";
  yield " step   line";
}

/** One line being collected: a step, a call, or the rest of a step that was interrupted by calls. */
interface Line {
  readonly head: string;
  readonly frame: number;
  readonly code: string;
  readonly notes: string[];
}

class Steps {
  /** Row that comes next. */
  next = 0;
  readonly #trace: Trace;
  readonly #replay: Replay;
  /** Depth of each activation. */
  readonly #depth: number[] = [];
  /** Variable that last held a heap object: how the object is called in notes. */
  readonly #names = new Map<number, string>();
  #line: Line | undefined;
  #step = 0;
  /** Heap object and key of the last KEY row. */
  #object = -1;
  #key = "";

  constructor(trace: Trace) {
    this.#trace = trace;
    this.#replay = new Replay(trace);
  }

  /** Takes a row; gives the lines that are complete with it. */
  *row(row: number, op: number, frame: number, value: number): Generator<string> {
    this.next = row + 1;
    const id = op >>> ID_SHIFT;
    const tag = (op >> TAG_SHIFT) & TAG_MASK;
    const { functions, sites, writes, variables } = this.#trace.tables;
    const shown = (): string => this.#text(row, tag, value);
    switch (op & KIND_MASK) {
      case Kind.CALL: {
        this.#depth[frame] = value >= 0 ? (this.#depth[value] ?? 0) + 1 : 0;
        const { kind, name } = functions[id];
        if (kind === "module" || kind === "call" || kind === "init") return;
        yield* this.#begin({ head: "", frame, code: `→ ${name}`, notes: [] });
        return;
      }
      case Kind.BEGIN:
        yield* this.#begin({
          head: `${String(++this.#step).padStart(5)}  ${siteCode(this.#trace, id).place.padStart(5)}`,
          frame,
          code: siteCode(this.#trace, id).code,
          notes: [],
        });
        return;
      case Kind.BRANCH:
        if (DECIDES.has(sites[id].kind)) yield* this.#note(frame, value === 1 ? "yes" : "no");
        return;
      case Kind.SET: {
        const { name } = variables[writes[id].variable] ?? { name: "?" };
        if (tag === Tag.OBJECT) this.#names.set(value, name);
        yield* this.#note(frame, `${name} = ${shown()}`);
        return;
      }
      case Kind.KEY:
        this.#object = frame;
        this.#key = member(rowValue(isPrimitive(tag) ? this.#replay : this.#replay.seek(row), tag, value));
        return;
      case Kind.PUT:
        yield* this.#note(frame, `${this.#name(this.#object)}${this.#key} = ${shown()}`);
        return;
      case Kind.DELETE:
        yield* this.#note(frame, `delete ${this.#name(this.#object)}${this.#key}`);
        return;
      case Kind.MUTATE: {
        // The arguments stand behind this row: the object is whole again after them.
        const after = this.#replay.seek(Math.min(row + 1 + value, this.#trace.columns.rows));
        yield* this.#note(
          this.#line?.frame ?? -1,
          `${this.#name(frame)} = ${previewValue(after.heap(frame, PREVIEW_BOUNDS), VALUE_WIDTH)}`,
        );
        return;
      }
      case Kind.RETURN:
        if (functions[sites[id].function].kind !== "module") yield* this.#note(frame, `returns ${shown()}`);
        return;
      case Kind.THROW:
        yield* this.#note(frame, `throws ${shown()}`);
        return;
      case Kind.CATCH:
        yield* this.#note(frame, `catches ${shown()}`);
        return;
      case Kind.AWAIT:
        yield* this.#note(frame, "waits");
        return;
      case Kind.YIELD:
        yield* this.#note(frame, `yields ${shown()}`);
        return;
      case Kind.RESUME:
        yield* this.#note(frame, `goes on with ${shown()}`);
        return;
      case Kind.RESUME_THROW:
        yield* this.#note(frame, "goes on with an exception");
        return;
      case Kind.RESUME_RETURN:
        yield* this.#note(frame, "is told to return");
        return;
      case Kind.OUTPUT: {
        yield* this.flush();
        const text = this.#trace.strings[value].replace(/\n$/, "");
        for (const line of text.split("\n"))
          yield `${" ".repeat(14)}${id === 2 ? "!" : ">"} ${visibleText(line)}`;
        return;
      }
      case Kind.CLOCK:
        yield* this.flush();
        yield `${" ".repeat(14)}· the clock stands at ${value} ms`;
        return;
      default:
    }
  }

  /** The line being collected. */
  *flush(): Generator<string> {
    const line = this.#line;
    this.#line = undefined;
    if (line === undefined) return;
    const indent = "  ".repeat(Math.min(12, this.#depth[line.frame] ?? 0));
    const code = visibleText(`${indent}${line.code}`);
    const notes = line.notes.length > 0 ? `  ${line.notes.map(visibleText).join("; ")}` : "";
    yield `${line.head.padEnd(12)}  ${notes ? clip(code, CODE_WIDTH).padEnd(CODE_WIDTH) : code}${notes}`;
  }

  *#begin(line: Line): Generator<string> {
    yield* this.flush();
    this.#line = line;
  }

  /** Adds a note to the line of its activation; starts a line of its own when another activation ran since. */
  *#note(frame: number, note: string): Generator<string> {
    if (this.#line === undefined || this.#line.frame !== frame) {
      yield* this.#begin({ head: "", frame, code: "…", notes: [] });
    }
    this.#line?.notes.push(note);
  }

  #name(object: number): string {
    return this.#names.get(object) ?? `#${object}`;
  }

  /** The value of a row, as text. */
  #text(row: number, tag: number, value: number): string {
    // Primitives stand in the row itself; only objects need the state.
    const replay = isPrimitive(tag) ? this.#replay : this.#replay.seek(row);
    return previewValue(rowValue(replay, tag, value), VALUE_WIDTH);
  }
}

/** A property key behind the name of its object. */
function member(key: Value): string {
  if (key.type === "string" && /^#?[$_\p{ID_Start}][$\p{ID_Continue}]*$/u.test(key.value))
    return `.${key.value}`;
  return `[${previewValue(key, VALUE_WIDTH)}]`;
}
