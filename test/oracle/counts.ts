import { ID_SHIFT, KIND_MASK, Kind } from "../../src/trace/format/Kind.js";
import type { Trace } from "../../src/trace/format/Trace.js";
import type { Site } from "../../src/trace/format/tables.js";
import { hookNames } from "./rules.js";

/** How often rows of each kind name each site, function and arm. */
export interface Counts {
  /** By function id. */
  readonly calls: Int32Array;
  /** The rest by site id. */
  readonly begins: Int32Array;
  readonly ends: Int32Array;
  readonly catches: Int32Array;
  readonly resumes: Int32Array;
  /** Exceptions that left the statement. */
  readonly exits: Int32Array;
  /** Branches by site and arm. */
  arm(site: Site, index: number): number;
}

/** Counts the rows of a trace. */
export function countRows(trace: Trace): Counts {
  const { sites, functions } = trace.tables;
  const array = (): Int32Array => new Int32Array(sites.length);
  const arms = new Map<string, number>();
  const counts: Counts = {
    calls: new Int32Array(functions.length),
    begins: array(),
    ends: array(),
    catches: array(),
    resumes: array(),
    exits: array(),
    arm: (site, index) => arms.get(`${site.id} ${index}`) ?? 0,
  };
  const unseen = hookNames(trace);
  /** By frame: the site begun last, and whether it has ended. */
  const current: { site: number; ended: boolean }[] = [];
  const leave = (frame: number, upTo: number): void => {
    const now = current[frame];
    if (!now) return;
    for (let s = now.site; s >= 0 && s !== upTo; s = sites[s].parent) {
      const over = s === now.site && now.ended && sites[s].kind === "statement";
      if (!over) counts.exits[s]++;
    }
  };
  for (let c = 0; c < trace.columns.chunkCount; c++) {
    const { op, frame: frames, value, rows } = trace.columns.chunk(c);
    for (let i = 0; i < rows; i++) {
      const id = op[i] >>> ID_SHIFT;
      const frame = frames[i];
      if (unseen.has(frame)) continue;
      switch (op[i] & KIND_MASK) {
        case Kind.CALL:
          counts.calls[id]++;
          break;
        case Kind.BEGIN:
          counts.begins[id]++;
          // An exception that comes to `finally` leaves the statement it was thrown in, whatever becomes of it there.
          if (sites[id].kind === "finally" && current[frame]?.ended === false) leave(frame, sites[id].parent);
          current[frame] = { site: id, ended: false };
          break;
        case Kind.END:
          counts.ends[id]++;
          if (current[frame]?.site === id) current[frame].ended = true;
          break;
        // What leaves by `return` is no exception.
        case Kind.RETURN:
        case Kind.RESUME_RETURN:
          if (current[frame]) current[frame].ended = true;
          break;
        case Kind.BRANCH:
          arms.set(`${id} ${value[i]}`, (arms.get(`${id} ${value[i]}`) ?? 0) + 1);
          break;
        case Kind.CATCH:
          counts.catches[id]++;
          leave(frame, sites[id].parent);
          current[frame] = { site: id, ended: true };
          break;
        case Kind.THROW:
          leave(frame, -1);
          break;
        case Kind.RESUME:
          counts.resumes[id]++;
          break;
      }
    }
  }
  return counts;
}
