import { visibleText } from "../figures/core/visibleText.js";
import { outcomeText } from "../figures/viewer/outcomeText.js";
import { PREVIEW_BOUNDS, previewValue } from "../figures/viewer/previewValue.js";
import { Replay } from "../trace/derive/Replay.js";
import { events, type LogicalEvent } from "../trace/format/events.js";
import type { Trace } from "../trace/format/Trace.js";
import type { Value } from "../trace/format/Value.js";

/** Characters shown of one value. */
const VALUE_WIDTH = 72;
/** Columns the code may take before its notes, and without notes. */
const CODE_WIDTH = 44;
const LONE_CODE_WIDTH = 100;
/** Columns before the code: step and line. */
const MARGIN = 14;
/** Deeper calls are not indented further. */
const DEEPEST_INDENT = 12;
/** Nodes whose decision is worth a word. */
const HEAD = /^(?:(?:If|While|DoWhile|For|ForIn|ForOf)Statement|(?:if|while|for)_statement|elif_clause)$/;

/**
 * The steps of a trace as lines of text: one statement or loop head a line, behind it what it wrote, returned or
 * threw, between them calls and output, and the outcome last. Lines are made as they are asked for.
 */
export function* traceText(trace: Trace): Generator<string, void, undefined> {
  const [main] = trace.header.programs;
  const { call, callProgram, programs } = trace.header;
  yield visibleText(call === "" ? main.file : `${main.file}: ${call}`);
  yield "";
  yield " step   line";
  const single = programs.length - (callProgram >= 0 ? 1 : 0) === 1;
  const steps = new StepLines(trace, single);
  for (const event of events(trace, { nodes: PREVIEW_BOUNDS.nodes })) yield* steps.take(event);
  yield* steps.end();
  yield "";
  yield visibleText(`${outcomeText(trace, VALUE_WIDTH)}; ${trace.footer.steps} steps`);
}

/** One line being collected: a step, a call, or the rest of a step that something else interrupted. */
interface Line {
  /** Step and line number. */
  readonly head: string;
  readonly frame: number;
  readonly depth: number;
  readonly code: string;
  readonly notes: string[];
}

/** Turns events into lines; holds the line that more notes may still belong to. */
class StepLines {
  readonly #trace: Trace;
  readonly #single: boolean;
  readonly #replay: Replay;
  /** Variable that last held an object, else the property it was first put in: what it is called in notes. */
  readonly #names = new Map<number, string>();
  #line: Line | undefined;
  #step = 0;
  /** Object a built-in has just changed: shown when the change is done. */
  #mutated = -1;

  constructor(trace: Trace, single: boolean) {
    this.#trace = trace;
    this.#single = single;
    this.#replay = new Replay(trace);
  }

  /** Takes an event; gives the lines that are complete with it. */
  *take(event: LogicalEvent): Generator<string> {
    if (this.#mutated >= 0) {
      const changed = this.#replay.seek(event.row).heap(this.#mutated, PREVIEW_BOUNDS);
      this.#line?.notes.push(
        `${this.#called(this.#mutated)} = ${previewValue(changed, VALUE_WIDTH, this.#trace.header.language)}`,
      );
      this.#mutated = -1;
    }
    const { kind, name = "", value } = event;
    // Numbers of the recorder's own are no values of the program.
    const plain = value?.type === "number" ? value.value : undefined;
    const shown = value === undefined ? "" : previewValue(value, VALUE_WIDTH, this.#trace.header.language);
    switch (kind) {
      case "begin":
        return yield* this.#open(
          event,
          `${String(++this.#step).padStart(5)}  ${this.#place(event)}`,
          this.#code(event),
        );
      case "call":
        if (!/^<(?:module|call|init)>$/.test(name)) yield* this.#open(event, "", `→ ${name}`);
        return;
      case "set":
        this.#name(value, name);
        return yield* this.#note(event, `${name} = ${shown}`);
      case "put": {
        const place = `${this.#called(event.object)}${member(name)}`;
        if (!this.#names.has(idOf(value))) this.#name(value, place);
        return yield* this.#note(event, `${place} = ${shown}`);
      }
      case "delete":
        return yield* this.#note(event, `delete ${this.#called(event.object)}${member(name)}`);
      case "mutate":
        this.#mutated = event.object ?? -1;
        return;
      case "branch":
        if (this.#decides(event)) yield* this.#note(event, plain === 1 ? "yes" : "no");
        return;
      case "return":
        this.#name(value, /^<field (.+)>$/.exec(name)?.[1].replace(/^/, "this.") ?? "");
        if (name !== "<module>" && name !== "<call>") yield* this.#note(event, `returns ${shown}`);
        return;
      case "throw":
        return yield* this.#note(event, `throws ${shown}`);
      case "catch":
        return yield* this.#note(event, `catches ${shown}`);
      case "await":
        return yield* this.#note(event, `waits for ${shown}`);
      case "yield":
        return yield* this.#note(event, `yields ${shown}`);
      case "resume":
        return yield* this.#note(event, `goes on with ${shown}`);
      case "resume-throw":
        return yield* this.#note(event, "goes on with an exception");
      case "resume-return":
        return yield* this.#note(event, "is told to return");
      case "output":
        return yield* this.#output(value?.type === "string" ? value.value : "", name);
      case "clock":
        yield* this.end();
        return yield `${" ".repeat(MARGIN)}· the clock stands at ${plain} ms`;
      default:
    }
  }

  /** The line being collected. */
  *end(): Generator<string> {
    const line = this.#line;
    this.#line = undefined;
    if (line === undefined) return;
    const indent = "  ".repeat(Math.min(DEEPEST_INDENT, line.depth));
    const code = clip(visibleText(indent + line.code), line.notes.length > 0 ? CODE_WIDTH : LONE_CODE_WIDTH);
    const notes = visibleText(line.notes.join("; "));
    yield `${line.head.padEnd(MARGIN)}${notes === "" ? code : `${code.padEnd(CODE_WIDTH)}  ${notes}`}`;
  }

  *#open({ frame, depth }: LogicalEvent, head: string, code: string): Generator<string> {
    yield* this.end();
    this.#line = { head, frame, depth, code, notes: [] };
  }

  /** Adds a note to the line of its activation, or to a new line when another activation ran since. */
  *#note(event: LogicalEvent, note: string): Generator<string> {
    // Functions are there before the first statement.
    if (this.#line?.frame !== event.frame)
      yield* this.#open(event, "", this.#step === 0 ? "(declared)" : "…");
    this.#line?.notes.push(note);
  }

  *#output(text: string, stream: string): Generator<string> {
    yield* this.end();
    const mark = stream === "stderr" ? "!" : ">";
    for (const line of text.replace(/\n$/, "").split("\n")) {
      yield visibleText(`${" ".repeat(MARGIN)}${mark} ${line}`);
    }
  }

  /** Line number, behind the file name where several files were loaded. */
  #place({ program = 0, line = 0 }: LogicalEvent): string {
    if (program === this.#trace.header.callProgram) return " call";
    return this.#single ? String(line).padStart(5) : `${this.#trace.header.programs[program].file}:${line}`;
  }

  /** First line of the statement; the line of the test for a `do` loop, whose head stands at its end. */
  #code({ program = 0, node = 0, line }: LogicalEvent): string {
    const { nodes, source } = this.#trace.programs[program];
    const { start, end, line: first } = nodes[node];
    const text = first === line ? source.slice(start, end) : (source.split("\n")[(line ?? 1) - 1] ?? "");
    return text.trim().split("\n", 1)[0];
  }

  #decides({ program = 0, node = 0 }: LogicalEvent): boolean {
    return HEAD.test(this.#trace.programs[program].nodes[node].type);
  }

  #name(value: Value | undefined, name: string): void {
    if (name !== "" && idOf(value) >= 0) this.#names.set(idOf(value), name);
  }

  #called(object = -1): string {
    return this.#names.get(object) ?? `#${object}`;
  }
}

/** Heap id of an object, -1 for everything else. */
function idOf(value: Value | undefined): number {
  return value !== undefined && "id" in value ? value.id : -1;
}

function clip(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

/** A property behind the name of its object. */
function member(key: string): string {
  if (/^\d+$/.test(key)) return `[${key}]`;
  return /^#?[$_\p{ID_Start}][$\p{ID_Continue}]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
