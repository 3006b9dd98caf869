import type { Program } from "../program/Program.js";
import { parse, parseExpression } from "../program/parse.js";
import { SourceError } from "../program/SourceError.js";
import { showable } from "../program/showable.js";
import { version } from "../program/version.js";
import { checkOptions } from "./checkOptions.js";
import type { Columns } from "./format/Columns.js";
import { ColumnsBuilder } from "./format/ColumnsBuilder.js";
import type { Trace } from "./format/Trace.js";
import type { TraceFooter, TraceHeader } from "./format/TraceHeader.js";
import { traceHash } from "./format/traceHash.js";
import { type ModuleSource, modulesInMemory, modulesOnDisk } from "./javascript/ModuleSource.js";
import { type Prepared, prepare, type RunSettings } from "./javascript/prepare.js";
import { recordPython } from "./python/recordPython.js";
import { closePython } from "./python/runPython.js";
import type { JobResult, RowSink } from "./sandbox/Job.js";
import { Pool } from "./sandbox/Pool.js";
import { DEFAULT_EPOCH, DEFAULT_LIMITS, DEFAULT_RECORD, type TraceOptions } from "./TraceOptions.js";

/**
 * Runs a program in the sandbox and records its execution.
 *
 * Reaching a limit, an exception or a promise that never settles ends the trace normally: look at
 * `trace.footer.outcome`.
 *
 * @param program source text, or a parsed {@link Program}.
 * @throws SourceError for a fault in the program, the call or the options, before anything runs.
 */
export async function trace(program: string | Program, options: TraceOptions = {}): Promise<Trace> {
  const builder = new ColumnsBuilder();
  const strings: string[] = [];
  const sink: RowSink = {
    rows: (op, frame, value) => builder.append(op, frame, value),
    strings: texts => {
      for (const text of texts) strings.push(text);
    },
  };
  const { header, prepared, result } = await execute(program, options, () => sink);
  return assemble(header, prepared, builder.finish(), strings, result);
}

/** A program that is about to run: what a sink may want to know before the first row. */
export interface Started {
  readonly header: TraceHeader;
  readonly prepared: Placed;
}

/** What a trace knows of its programs besides the header. */
export type Placed = Pick<Prepared, "tables" | "programs" | "callProgram">;

/** What {@link execute} gives back. */
export interface Executed extends Started {
  readonly result: JobResult;
}

/**
 * Runs a program and hands its rows to a sink as they come; the base of {@link trace} and of streaming to disk.
 *
 * @param open is called once everything is checked, just before the program runs.
 */
export async function execute(
  program: string | Program,
  options: TraceOptions,
  open: (started: Started) => RowSink,
): Promise<Executed> {
  checkOptions(options);
  const settings: RunSettings = {
    seed: options.seed ?? 0,
    epoch: options.epoch ?? DEFAULT_EPOCH,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    record: { ...DEFAULT_RECORD, ...options.record },
  };
  const main = typeof program === "string" ? parse(program, options) : program;
  const call = options.call?.trim() ?? "";
  if (main.language === "python") return executePython(main, call, settings, options, open);
  const prepared = prepare(main, call, moduleSource(options), settings);
  const engine = `node ${process.versions.node} v8 ${process.versions.v8}`;
  const started = { header: headerOf(prepared, call, settings, engine), prepared };
  const result = await pool().run(prepared.job, open(started), { signal: options.signal });
  return { ...started, result };
}

/** The same for Python: an interpreter makes the tables, so the header is there when it has read the program. */
async function executePython(
  program: Program,
  call: string,
  settings: RunSettings,
  { python, signal, files, modules = [] }: TraceOptions,
  open: (started: Started) => RowSink,
): Promise<Executed> {
  const alone = "a Python program is traced as one file: it may import the standard library only";
  if (files !== undefined) throw new SourceError(alone, "files");
  if (modules.length > 0) throw new SourceError(alone, "modules");
  const callText = call === "" ? undefined : parseExpression(call, "<call>", "python");
  const programs = callText === undefined ? [program] : [program, callText];
  let started: Started | undefined;
  const { result } = await recordPython(
    { program, call: callText, ...settings, engine: python, signal },
    ({ tables, engine }) => {
      const prepared = { tables, programs, callProgram: programs.length === 2 ? 1 : -1 };
      started = { header: headerOf(prepared, call, settings, engine), prepared };
      return open(started);
    },
  );
  return { ...started!, result };
}

function headerOf(prepared: Placed, call: string, settings: RunSettings, engine: string): TraceHeader {
  return {
    schema: "tracebook/trace@1",
    programs: prepared.programs.map(({ file, language, sourceType, sha256, source }) => ({
      file,
      language,
      sourceType,
      sha256,
      source,
    })),
    call,
    callProgram: prepared.callProgram,
    language: prepared.programs[0].language,
    ...settings,
    environment: { tracebook: version, engine, platform: `${process.platform} ${process.arch}` },
  };
}

/** Puts the parts of a finished run together. The hash is computed when it is first asked for. */
export function assemble(
  header: TraceHeader,
  { tables, programs }: Placed,
  columns: Columns,
  strings: readonly string[],
  result: JobResult,
): Trace {
  let sha256: string | undefined;
  const footer: TraceFooter = {
    ...result,
    rows: columns.rows,
    get sha256(): string {
      sha256 ??= traceHash(made);
      return sha256;
    },
  };
  const made: Trace = { header, tables, columns, strings, footer, programs };
  return showable("trace", made);
}

/** Files in memory first, then the folder on disk. */
function moduleSource(options: TraceOptions): ModuleSource {
  const memory = modulesInMemory(options.files ?? {});
  if (options.folder === undefined) return memory;
  const disk = modulesOnDisk(options.folder, options.modules);
  return (specifier, from) => {
    const found = memory(specifier, from);
    return "missing" in found ? disk(specifier, from) : found;
  };
}

let shared: Pool | undefined;

function pool(): Pool {
  shared ??= new Pool();
  return shared;
}

/** Ends the idle children of the shared pools; the next {@link trace} starts new ones. */
export async function closePool(): Promise<void> {
  const closing = shared;
  shared = undefined;
  await Promise.all([closing?.close(), closePython()]);
}
