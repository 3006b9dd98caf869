import type { Program } from "../../program/Program.js";
import { type ParseOptions, parse, parseExpression } from "../../program/parse.js";
import { SourceError } from "../../program/SourceError.js";
import { tree } from "../../program/tree.js";
import { MAX_ID } from "../format/Kind.js";
import type { Limits, RecordOptions } from "../format/TraceHeader.js";
import type { Tables } from "../format/tables.js";
import type { Job, JobModule } from "../sandbox/Job.js";
import { type Instrumented, instrument } from "./instrument/instrument.js";
import { tableBuilder } from "./instrument/TableBuilder.js";
import type { ModuleSource } from "./ModuleSource.js";

/** Modules the realm of a traced program offers itself. */
export const BUILT_IN_MODULES: readonly string[] = [
  "assert",
  "node:assert",
  "assert/strict",
  "node:assert/strict",
];

/** What {@link prepare} makes of a program and a call. */
export interface Prepared {
  readonly job: Job;
  readonly tables: Tables;
  /** In the order of the job's modules; the call's program last, if there is one. */
  readonly programs: readonly Program[];
  readonly callProgram: number;
}

/** Settings of a run that the child needs. */
export interface RunSettings {
  readonly seed: number;
  readonly epoch: number;
  readonly limits: Limits;
  readonly record: RecordOptions;
}

/**
 * Loads the files a program names, instruments them all, and makes the job for the sandbox.
 *
 * @throws SourceError for a syntax error, an untraceable construct, or a module that cannot be had, at its place.
 */
export function prepare(main: Program, call: string, find: ModuleSource, settings: RunSettings): Prepared {
  const programs: Program[] = [main];
  const indexes = new Map([[main.file, 0]]);
  const callText =
    call === ""
      ? undefined
      : parseExpression(call, "<call>", main.language === "python" ? "javascript" : main.language);
  const tables = tableBuilder();
  const parts: Instrumented[] = [];
  const imports: (readonly [string, number | string])[][] = [];
  // The call's index is fixed only when all files are known, so its tables are numbered from the end afterwards.
  const CALL = -1;
  for (let index = 0; index < programs.length; index++) {
    const program = programs[index];
    const part = instrument(
      program,
      index,
      tables,
      settings.record,
      index === 0 && callText ? { program: callText, index: CALL } : undefined,
    );
    parts.push(part);
    imports.push(
      part.requests.map(({ specifier, position }) => {
        if (BUILT_IN_MODULES.includes(specifier)) return [specifier, specifier] as const;
        const found = find(specifier, program.file);
        if ("missing" in found) throw errorAt(program, position, found.missing);
        let target = indexes.get(found.file);
        if (target === undefined) {
          target = programs.length;
          indexes.set(found.file, target);
          programs.push(parseFile(found.file, found.source));
        }
        return [specifier, target] as const;
      }),
    );
  }
  const callProgram = callText ? programs.push(callText) - 1 : -1;
  if (tables.sites.length > MAX_ID || tables.writes.length > MAX_ID || tables.reads.length > MAX_ID) {
    throw new SourceError(`the program has more than ${MAX_ID} places to record`, main.file);
  }
  const place = <T extends { program: number }>(entry: T): T =>
    entry.program === CALL ? { ...entry, program: callProgram } : entry;
  const done: Tables = {
    functions: tables.functions.map(place),
    sites: tables.sites.map(place),
    variables: tables.variables.map(place),
    writes: tables.writes.map(place),
    reads: tables.reads.map(place),
  };
  const modules = parts.map(
    (part, i): JobModule => ({
      file: programs[i].file,
      code: part.code,
      kind: programs[i].sourceType,
      async: part.async,
      prefix: part.prefix,
      imports: imports[i],
    }),
  );
  const texts = tables.texts.map(t => (t.module === CALL ? { ...t, module: callProgram } : t));
  const job: Job = {
    modules,
    sources: programs.map(p => tree(p).text),
    texts,
    main: 0,
    callFunction: done.functions.findIndex(f => f.kind === "call"),
    ...settings,
  };
  return { job, tables: done, programs, callProgram };
}

function parseFile(file: string, source: string): Program {
  const options: ParseOptions = { file };
  return parse(source, options);
}

/** Error at a UTF-16 offset of a program. */
function errorAt(program: Program, position: number, reason: string): SourceError {
  const before = program.source.slice(0, position).split(/\r\n|[\n\r\u2028\u2029]/);
  return new SourceError(reason, program.file, before.length, before[before.length - 1].length);
}
