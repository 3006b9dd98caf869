import type { Program } from "../../program/Program.js";
import { nodeOfSpan } from "../../program/python/nodeOfSpan.js";
import type { FunctionEntry, Read, Site, Tables, Variable, Write } from "../format/tables.js";

/** An entry as the recorder sends it: UTF-8 offsets in place of a node, and no lines. */
type Spanned<Entry> = Omit<Entry, "node" | "line" | "endLine"> & { readonly span: readonly [number, number] };

/** Static tables as `recorder.py` sends them. */
export interface SpanTables {
  readonly functions: readonly Spanned<FunctionEntry>[];
  readonly sites: readonly Spanned<Site>[];
  readonly variables: readonly Spanned<Variable>[];
  readonly writes: readonly Spanned<Write>[];
  readonly reads: readonly Spanned<Read>[];
}

/** Static tables of a trace from those the recorder sends: CPython's spans become nodes of our trees. */
export function placeTables(tables: SpanTables, programs: readonly Program[]): Tables {
  const place = <Entry>({ span, ...entry }: Spanned<Entry> & { readonly program: number }) => {
    const program = programs[entry.program];
    const node = nodeAt(program, span[0], span[1]);
    const { line, endLine } = program.nodes[node];
    return { entry, node, line, endLine };
  };
  return {
    functions: tables.functions.map((given): FunctionEntry => {
      const { entry, ...at } = place<FunctionEntry>(given);
      return { ...entry, ...at };
    }),
    sites: tables.sites.map((given): Site => {
      const { entry, node, line } = place<Site>(given);
      return { ...entry, node, line };
    }),
    variables: tables.variables.map((given): Variable => {
      const { entry, node } = place<Variable>(given);
      return { ...entry, node };
    }),
    writes: tables.writes.map((given): Write => {
      const { entry, node, line } = place<Write>(given);
      return { ...entry, node, line };
    }),
    reads: tables.reads.map((given): Read => {
      const { entry, node, line } = place<Read>(given);
      return { ...entry, node, line };
    }),
  };
}

/**
 * The node of a span; where the two grammars part (an `elif` of CPython reaches to the end of the whole `if`), the
 * outermost node that starts there and does not reach beyond.
 */
function nodeAt(program: Program, byteStart: number, byteEnd: number): number {
  const found = nodeOfSpan(program, byteStart, byteEnd);
  const { nodes } = program;
  if (found === 0 || nodes[found].byteStart === byteStart) return found;
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle].byteStart < byteStart) low = middle + 1;
    else high = middle;
  }
  for (let id = low; id < nodes.length && nodes[id].byteStart === byteStart; id++) {
    if (nodes[id].byteEnd <= byteEnd && nodes[id].byteEnd > byteStart && nodes[id].last > id) return id;
  }
  return found;
}
