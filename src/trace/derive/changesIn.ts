import { CHUNK_ROWS, ID_SHIFT, KIND_MASK, Kind } from "../format/Kind.js";
import { type Facts, ownerOf } from "./Facts.js";
import type { Changes } from "./ReplayState.js";

/** What the rows `from .. to - 1` of a trace touch. */
export function changesIn(facts: Facts, from: number, to: number): Changes {
  const variables = new Map<string, { frame: number; variable: number; name: string }>();
  const objects = new Set<number>();
  let output = false;
  const { tables, columns } = facts.trace;
  let keyOf = -1;
  for (let row = from; row < to; ) {
    const chunk = columns.chunk(Math.floor(row / CHUNK_ROWS));
    const first = row % CHUNK_ROWS;
    const last = Math.min(chunk.rows, first + (to - row));
    for (let i = first; i < last; i++) {
      const op = chunk.op[i];
      switch (op & KIND_MASK) {
        case Kind.SET: {
          const variable = tables.writes[op >>> ID_SHIFT]?.variable ?? -1;
          if (variable < 0) break;
          const { function: fn, name } = tables.variables[variable];
          const frame = ownerOf(facts.frames, chunk.frame[i], fn);
          const key = `${frame} ${variable}`;
          if (!variables.has(key)) variables.set(key, { frame, variable, name });
          break;
        }
        case Kind.NEW:
        case Kind.MUTATE:
          objects.add(chunk.frame[i]);
          break;
        case Kind.KEY:
          keyOf = chunk.frame[i];
          break;
        case Kind.PUT:
        case Kind.DELETE:
          if (keyOf >= 0) objects.add(keyOf);
          break;
        case Kind.OUTPUT:
          output = true;
          break;
        default:
          break;
      }
    }
    row += last - first;
  }
  return { variables: [...variables.values()], objects: [...objects].sort((a, b) => a - b), output };
}
