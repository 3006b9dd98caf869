import { ID_SHIFT, KIND_MASK, Kind, TAG_MASK, TAG_SHIFT } from "../../trace/format/Kind.js";
import type { Trace } from "../../trace/format/Trace.js";
import { StepKind } from "./ViewerModel.js";

/** A row that becomes a step of the viewer. */
export interface StepRow {
  readonly row: number;
  readonly kind: number;
  readonly frame: number;
  /** Site id; -1 for THROW, which names a function. */
  readonly site: number;
  /** How to read `value`; {@link BY_EXCEPTION} or {@link BY_RETURN} for a resume without a value. */
  readonly tag: number;
  readonly value: number;
}

/** Tag of an activation that is resumed by an exception. */
export const BY_EXCEPTION = -1;
/** Tag of a generator that is resumed by a call of its `return`. */
export const BY_RETURN = -2;

/** Rows that gave one place (a write, or a return) its values: the first few, the last, and how many. */
export interface PlaceRows {
  readonly name: string;
  readonly program: number;
  readonly line: number;
  /** Position in the program, to order places of one line. */
  readonly node: number;
  readonly first: { readonly row: number; readonly tag: number; readonly value: number }[];
  last: { readonly row: number; readonly tag: number; readonly value: number };
  count: number;
}

/** What one pass over a trace finds. */
export interface ScannedRows {
  readonly steps: StepRow[];
  readonly totalSteps: number;
  /** Printed texts with their rows, up to the bound; `outputCut` characters did not fit. */
  readonly output: readonly { readonly row: number; readonly stream: number; readonly text: string }[];
  readonly outputCut: number;
  readonly places: readonly PlaceRows[];
}

/** Values listed of one place before the last. */
const FIRST_VALUES = 3;

const STEP_OF: Readonly<Record<number, number>> = {
  [Kind.BEGIN]: StepKind.LINE,
  [Kind.RETURN]: StepKind.RETURN,
  [Kind.THROW]: StepKind.THROW,
  [Kind.CATCH]: StepKind.CATCH,
  [Kind.AWAIT]: StepKind.AWAIT,
  [Kind.YIELD]: StepKind.YIELD,
  [Kind.RESUME]: StepKind.RESUME,
  [Kind.RESUME_THROW]: StepKind.RESUME,
  [Kind.RESUME_RETURN]: StepKind.RESUME,
};

/** One pass over the rows: which become steps, what was printed, and which rows hold the values of each line. */
export function scanRows(trace: Trace, maxSteps: number, outputChars: number): ScannedRows {
  const { functions, sites, variables, writes } = trace.tables;
  const steps: StepRow[] = [];
  const output: { row: number; stream: number; text: string }[] = [];
  const places = new Map<string, PlaceRows>();
  let totalSteps = 0;
  let room = outputChars;
  let outputCut = 0;
  let row = 0;
  const note = (
    key: string,
    make: () => Omit<PlaceRows, "first" | "last" | "count">,
    at: PlaceRows["last"],
  ): void => {
    let place = places.get(key);
    if (place === undefined) {
      place = { ...make(), first: [], last: at, count: 0 };
      places.set(key, place);
    }
    place.count++;
    if (place.first.length < FIRST_VALUES) place.first.push(at);
    place.last = at;
  };
  for (let c = 0; c < trace.columns.chunkCount; c++) {
    const chunk = trace.columns.chunk(c);
    for (let i = 0; i < chunk.rows; i++, row++) {
      const op = chunk.op[i];
      const kind = op & KIND_MASK;
      const id = op >>> ID_SHIFT;
      const tag = (op >>> TAG_SHIFT) & TAG_MASK;
      const value = chunk.value[i];
      if (kind === Kind.SET) {
        const write = writes[id];
        // Function declarations are hoisted: their values are no news.
        if (write.variable < 0 || variables[write.variable].kind === "function") continue;
        const name = `${variables[write.variable].name} =`;
        note(
          `${write.program}:${write.line}:${write.variable}`,
          () => ({ name, program: write.program, line: write.line, node: write.node }),
          {
            row,
            tag,
            value,
          },
        );
        continue;
      }
      if (kind === Kind.OUTPUT) {
        const text = trace.strings[value] ?? "";
        const kept = text.slice(0, Math.max(0, room)).replace(/[\ud800-\udbff]$/, "");
        room -= text.length;
        outputCut += text.length - kept.length;
        if (kept !== "") output.push({ row, stream: id, text: kept });
        continue;
      }
      const step = STEP_OF[kind];
      if (step === undefined) continue;
      if (kind === Kind.RETURN) {
        const site = sites[id];
        const owner = functions[site.function].kind;
        // The end of the module and of the call are told by the outcome.
        if (owner === "module" || owner === "call") continue;
        note(
          `${site.program}:${site.line}:return`,
          () => ({ name: "return", program: site.program, line: site.line, node: site.node }),
          {
            row,
            tag,
            value,
          },
        );
      }
      totalSteps++;
      if (steps.length < maxSteps) {
        steps.push({
          row,
          kind: step,
          frame: chunk.frame[i],
          site: kind === Kind.THROW ? -1 : id,
          tag,
          value,
        });
      }
    }
  }
  return { steps, totalSteps: totalSteps + 1, output, outputCut, places: [...places.values()] };
}
