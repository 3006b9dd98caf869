import type { Trace } from "../format/Trace.js";
import { type Frames, frames } from "./frames.js";

/** Facts about a trace that every state of it shares. */
export interface Facts {
  readonly trace: Trace;
  readonly frames: Frames;
  /** Position of a variable among those of its function. */
  readonly position: Int32Array;
  /** Variable ids of a function, by position. */
  readonly variables: readonly (readonly number[])[];
  /** By function: 1 when functions are written inside of it, which may keep its variables alive. */
  readonly captures: Uint8Array;
  /** By variable: 1 when it holds undefined from the start of its activation (`var`, and functions of blocks). */
  readonly hoisted: Uint8Array;
  /**
   * By site: positions of the `let`, `const` and class variables its statement declares. They are in their dead zone
   * again when the statement begins, whatever the last iteration left in them.
   */
  readonly declares: readonly (readonly number[] | undefined)[];
  /** By site of a `for (;;)` head: positions of the variables of its `let`, of which every round has its own copy. */
  readonly copies: readonly (readonly number[] | undefined)[];
  /** String ids printed and their streams (1 stdout, 2 stderr), in order; grows as rows are first applied. */
  readonly output: number[];
  readonly streams: number[];
}

/** Gathers the facts; one pass over the tables. */
export function facts(trace: Trace): Facts {
  const variables: number[][] = trace.tables.functions.map(() => []);
  const position = new Int32Array(trace.tables.variables.length);
  for (const variable of trace.tables.variables) {
    const own = variables[variable.function] ?? variables[0] ?? [];
    position[variable.id] = own.length;
    own.push(variable.id);
  }
  const captures = new Uint8Array(trace.tables.functions.length);
  for (const { parent } of trace.tables.functions) if (parent >= 0) captures[parent] = 1;
  const hoisted = Uint8Array.from(trace.tables.variables, ({ name, kind, program, node }) => {
    // A Python name is unbound until it is assigned.
    if (trace.programs[program]?.language === "python") return 0;
    const nodes = trace.programs[program]?.nodes;
    const declared = nodes?.[nodes[node]?.parent ?? -1]?.type === "FunctionDeclaration";
    // `var arguments` holds the arguments object.
    return (kind === "var" && name !== "arguments") || (kind === "function" && declared) ? 1 : 0;
  });
  return {
    trace,
    frames: frames(trace),
    position,
    variables,
    captures,
    hoisted,
    ...declarations(trace, position),
    output: [],
    streams: [],
  };
}

const DECLARING: ReadonlySet<string> = new Set(["statement", "for-init", "for-in", "for-of", "for-await"]);

function declarations(trace: Trace, position: Int32Array): Pick<Facts, "declares" | "copies"> {
  const { sites, variables } = trace.tables;
  const declares: (number[] | undefined)[] = new Array(sites.length).fill(undefined);
  const copies: (number[] | undefined)[] = new Array(sites.length).fill(undefined);
  const heads = new Map<string, number>();
  const byNode = new Map<string, number>();
  for (const { id, kind, program, node } of sites) {
    if (DECLARING.has(kind)) byNode.set(`${program} ${node}`, id);
    else if (kind === "for") heads.set(`${program} ${node}`, id);
  }
  const add = (lists: (number[] | undefined)[], site: number, at: number): void => {
    const list = lists[site];
    if (list === undefined) lists[site] = [at];
    else list.push(at);
  };
  for (const { id, kind, program, node } of variables) {
    const nodes = trace.programs[program]?.nodes;
    // Node 0 is the program: tables made by hand may say so where there is no node.
    if (nodes === undefined || trace.programs[program].language === "python") continue;
    if (node <= 0 || (kind !== "let" && kind !== "const" && kind !== "class")) continue;
    let at = node;
    while (
      at > 0 &&
      !byNode.has(`${program} ${at}`) &&
      !/Function|ClassExpression/.test(nodes[at]?.type ?? "Function")
    ) {
      at = nodes[at].parent;
    }
    const site = byNode.get(`${program} ${at}`);
    if (site === undefined || sites[site].function !== variables[id].function) continue;
    add(declares, site, position[id]);
    const head = heads.get(`${program} ${nodes[at].parent}`);
    if (sites[site].kind === "for-init" && head !== undefined) add(copies, head, position[id]);
  }
  return { declares, copies };
}

/** Activation that owns a variable of function `fn` written or read in `frame`; -1 when there is none. */
export function ownerOf(all: Frames, frame: number, fn: number): number {
  let at = frame;
  while (at >= 0 && all.function[at] !== fn) at = all.scope[at];
  // Imports and globals belong to a module that is no lexical ancestor; modules are activated once.
  return at >= 0 ? at : all.function.indexOf(fn);
}
