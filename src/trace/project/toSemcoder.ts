import { frames } from "../derive/frames.js";
import { literal } from "../derive/literal.js";
import { occurrences } from "../derive/occurrences.js";
import { outcomeValue } from "../derive/outcomeValue.js";
import { pythonLiteral } from "../derive/pythonLiteral.js";
import { Replay } from "../derive/Replay.js";
import { CHUNK_ROWS, ID_SHIFT } from "../format/Kind.js";
import type { Trace } from "../format/Trace.js";
import type { Property, Value } from "../format/Value.js";
import { callRow } from "./calledSteps.js";

/** Options of {@link toSemcoder}. */
export interface SemcoderOptions {
  /** Keep the first two and the last state of each line, with `...` between. Default false. */
  readonly concise?: boolean;
}

/**
 * The program with its run as comments, in the manner of SemCoder's monologue data: `[INPUT] {…} [/INPUT]` at the
 * called function, `[STATE-k] {…} [/STATE-k]` at each line that changed variables (k counts the changes in the order
 * of the run), `[OUTPUT] … [/OUTPUT]` at the line that returned the result. Objects are `{name: literal}` of what
 * changed; a value without a literal is shown by its type. Comments and literals are those of the program's language.
 */
export function toSemcoder(trace: Trace, options: SemcoderOptions = {}): string {
  const { sites, functions } = trace.tables;
  const python = trace.header.programs[0].language === "python";
  const text = python ? pythonValueText : valueText;
  const all = occurrences(trace);
  const from = callRow(trace);
  const notes = new Map<number, string[]>();
  const note = (line: number, text: string): void => {
    const list = notes.get(line);
    if (list === undefined) notes.set(line, [text]);
    else list.push(text);
  };
  const replay = new Replay(trace);
  let entered = false;
  let count = 0;
  for (let i = 0; i < all.count; i++) {
    const site = sites[all.site[i]];
    const frame = all.frame[i];
    if (all.begin[i] < from || site.program !== 0) continue;
    if (!entered && from > 0) {
      entered = true;
      const fn = functions[site.function];
      const given = replay.seek(all.begin[i]).variables(frame);
      note(fn.line, `[INPUT] ${shown(given, text)} [/INPUT]`);
    }
    if (all.end[i] < 0) continue;
    const before = replay.seek(all.begin[i]).variables(frame);
    const after = replay.seek(all.end[i]).variables(frame);
    const changed = new Map<string, Value>();
    for (const [name, value] of after) {
      if (value.type === "function") continue;
      const old = before.get(name);
      if (old === undefined || text(old) !== text(value)) changed.set(name, value);
    }
    if (changed.size > 0) {
      const k = count++;
      note(site.line, `[STATE-${k}] ${shown(changed, text)} [/STATE-${k}]`);
    }
  }
  const result = outcomeValue(trace);
  if (result !== undefined && trace.footer.outcome.kind === "return" && trace.header.call !== "") {
    note(returnLine(trace), `[OUTPUT] ${text(result)} [/OUTPUT]`);
  }
  const { source } = trace.header.programs[0];
  return annotated(source, notes, options.concise ?? false, python ? "#" : "//");
}

function annotated(
  source: string,
  notes: ReadonlyMap<number, readonly string[]>,
  concise: boolean,
  mark: string,
): string {
  return source
    .split("\n")
    .map((line, i) => {
      const all = notes.get(i + 1);
      if (all === undefined) return line;
      const states = all.filter(n => n.startsWith("[STATE"));
      const others = all.filter(n => !n.startsWith("[STATE"));
      const kept =
        concise && states.length > 3 ? [...states.slice(0, 2), "...", states[states.length - 1]] : states;
      const parts = [
        ...others.filter(n => n.startsWith("[INPUT")),
        ...kept,
        ...others.filter(n => n.startsWith("[OUTPUT")),
      ];
      return `${line.trimEnd()} ${mark} ${parts.join(" ")}`;
    })
    .join("\n");
}

function shown(values: ReadonlyMap<string, Value>, text: (value: Value) => string): string {
  return `{${[...values]
    .filter(([, v]) => v.type !== "function")
    .map(([name, value]) => `${JSON.stringify(name)}: ${text(value)}`)
    .join(", ")}}`;
}

/** Line on which the function that the call named returned; 0 when it did not. */
function returnLine(trace: Trace): number {
  const { function: fn, caller, exit } = frames(trace);
  const called = fn.findIndex(
    (id, frame) => id >= 0 && caller[frame] >= 0 && trace.tables.functions[fn[caller[frame]]].kind === "call",
  );
  if (called < 0 || exit[called] < 0) return 0;
  const chunk = trace.columns.chunk(Math.floor(exit[called] / CHUNK_ROWS));
  return trace.tables.sites[chunk.op[exit[called] % CHUNK_ROWS] >>> ID_SHIFT]?.line ?? 0;
}

/** Python's `repr` of a value; what it does not say by class and attributes: `Stack {items: [1]}`. */
function pythonValueText(value: Value): string {
  const plain = pythonLiteral(value);
  if (plain !== undefined) return plain;
  const list = (items: readonly Value[]): string => items.map(pythonValueText).join(", ");
  switch (value.type) {
    case "object":
      return `${value.class} {${value.properties.map(p => `${p.key}: ${pythonValueText(p.value)}`).join(", ")}}`;
    case "array":
      return value.class === "tuple"
        ? `(${list(value.items)})`
        : `${value.class === "list" ? "" : `${value.class} `}[${list(value.items)}]`;
    case "map":
      return `{${value.entries.map(([k, v]) => `${pythonValueText(k)}: ${pythonValueText(v)}`).join(", ")}}`;
    case "error":
      return `${value.class}: ${value.message}`;
    default:
      return "class" in value ? `<${value.class}>` : `<${value.type}>`;
  }
}

/** Literal of a value; what no literal says by class and content: `Stack {#items: [1]}`. */
function valueText(value: Value): string {
  const plain = literal(value);
  if (plain !== undefined) return plain;
  const list = (items: readonly Value[]): string => items.map(valueText).join(", ");
  const pairs = (properties: readonly Property[]): string =>
    properties.map(p => `${p.key}: ${valueText(p.value)}`).join(", ");
  switch (value.type) {
    case "object":
      return `${value.class === "Object" ? "" : `${value.class} `}{${pairs(value.properties)}}`;
    case "array":
      return `${value.class === "Array" ? "" : `${value.class} `}[${list(value.items)}]`;
    case "error":
      return `${value.name}: ${value.message}`;
    default:
      return "class" in value ? `<${value.class}>` : `<${value.type}>`;
  }
}
