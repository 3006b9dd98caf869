import type { Command } from "commander";
import { SourceError } from "../program/SourceError.js";
import type { Trace } from "../trace/format/Trace.js";
import { type Library, library } from "./library.js";
import { collect, oneOf, wholeNumber } from "./options.js";
import { type RecordOptions, recordProgram, recordProgramTo } from "./recordProgram.js";
import type { Session } from "./Session.js";
import { saveText } from "./saveText.js";
import { traceText } from "./traceText.js";

const FORMATS = ["text", "jsonl", "html", "trace", "parquet", "json"] as const;
type Format = (typeof FORMATS)[number];

/** Format a file name asks for. */
const BY_EXTENSION: Readonly<Record<string, Format>> = {
  ".trace": "trace",
  ".jsonl": "jsonl",
  ".html": "html",
  ".parquet": "parquet",
  ".txt": "text",
  ".json": "json",
};

interface Options extends RecordOptions {
  readonly out?: string;
  readonly format?: Format;
  readonly json?: boolean;
}

/** Adds `tracebook trace`. */
export function addTrace(program: Command, session: Session): void {
  program
    .command("trace")
    .description("Run a JavaScript, TypeScript or Python program in a sandbox and record every step.")
    .argument("<file>", "program to run, or a recorded .trace or .jsonl to show again")
    .option("--call <expression>", "expression evaluated after the file was loaded, such as 'f(2)'")
    .option("--out <file>", "write there instead of to stdout; the extension says how")
    .option(
      "--language <language>",
      "javascript, typescript or python, when the file name does not say it",
      oneOf("--language", ["javascript", "typescript", "python"]),
    )
    .option(
      "--python <engine>",
      "what runs Python: pyodide (default), cpython, or cpython:<path of an interpreter>",
    )
    .option(
      "--format <format>",
      `${FORMATS.join(", ")} (default: by --out, else text)`,
      oneOf("--format", FORMATS),
    )
    .option("--max-steps <n>", "stop after that many steps", wholeNumber("--max-steps", 1))
    .option("--timeout <ms>", "stop after that many milliseconds", wholeNumber("--timeout", 1))
    .option("--seed <n>", "seed of Math.random and of Python's random", wholeNumber("--seed", 0))
    .option("--reads", "record variable and property reads too")
    .option("--module <name>", "a package the program may load, from its node_modules (repeatable)", collect)
    .option("--json", "print a summary as JSON (the trace itself only goes to --out)")
    .addHelpText(
      "after",
      `
Examples:
  tracebook trace fib.js --call 'fib(5)'
  tracebook trace fib.ts --call 'fib(5)' --out fib.html
  tracebook trace fib.js --call 'fib(20)' --out fib.trace
  tracebook trace fib.py --call 'fib(5)' --python cpython
  tracebook trace fib.trace --format jsonl | head`,
    )
    .action((file: string, options: Options) => run(file, options, session));
}

async function run(file: string, options: Options, session: Session): Promise<void> {
  const format = options.format ?? formatOf(options.out);
  if (options.out === undefined && (format === "trace" || format === "parquet")) {
    throw new SourceError(`${format} is not text: say where to write it with --out`, "--format");
  }
  const lib = await library();
  const trace = await load(lib, file, format, options, session);
  if (options.json) {
    await session.print(JSON.stringify({ ...summary(trace), ...(options.out ? { out: options.out } : {}) }));
  } else if (options.out === undefined) {
    await show(lib, trace, format, session);
  } else {
    const { steps, rows, outcome } = trace.footer;
    await session.print(`${options.out}: ${steps} steps, ${rows} events, ${outcome.kind}`);
  }
}

/** What `--format` would be, from the extension of `--out`. */
function formatOf(out: string | undefined): Format {
  if (out === undefined) return "text";
  const extension = /\.[^./\\]*$/.exec(out)?.[0] ?? "";
  const format = BY_EXTENSION[extension.toLowerCase()];
  if (format === undefined) {
    const known = Object.keys(BY_EXTENSION).join(" ");
    throw new SourceError(
      `the extension must be one of ${known}, or give --format; got ${JSON.stringify(out)}`,
      "--out",
    );
  }
  return format;
}

/** Runs the program, or reads a trace recorded before; writes it when `--out` says so. */
async function load(
  lib: Library,
  file: string,
  format: Format,
  options: Options,
  session: Session,
): Promise<Trace> {
  const { out, call } = options;
  let trace: Trace;
  if (/\.(trace|jsonl)$/i.test(file)) {
    if (call !== undefined) {
      throw new SourceError(`${file} is recorded already: --call is for programs`, "--call");
    }
    trace = file.toLowerCase().endsWith(".trace") ? lib.readTrace(file) : lib.readJSONL(file);
  } else if (out !== undefined && format === "trace") {
    return recordProgramTo(lib, file, options, out, session);
  } else {
    trace = await recordProgram(lib, file, options, session);
  }
  if (out !== undefined) await write(lib, trace, format, out, session);
  return trace;
}

/** Writes the trace; the name of the file never stands for half of it. */
async function write(
  lib: Library,
  trace: Trace,
  format: Format,
  out: string,
  session: Session,
): Promise<void> {
  session.progress(`writing ${out}`);
  switch (format) {
    case "trace":
      return lib.writeTrace(trace, out);
    case "parquet":
      return lib.writeParquet([{ trace }], out);
    case "html":
      return saveText(out, [lib.traceViewer(trace).toPage()]);
    case "json":
      return saveText(out, [`${JSON.stringify(summary(trace), null, 2)}\n`]);
    case "jsonl":
      return lib.writeJSONL(trace, out);
    case "text":
      return saveText(out, withLineEnds(traceText(trace)));
  }
}

/** Prints the trace; stops when nobody reads any more. */
async function show(lib: Library, trace: Trace, format: Format, session: Session): Promise<void> {
  switch (format) {
    case "html":
      return session.print(lib.traceViewer(trace).toPage());
    case "json":
      return session.print(JSON.stringify(summary(trace), null, 2));
    case "jsonl":
      return session.printAll(withLineEnds(lib.toJSONL(trace)));
    default:
      return session.printAll(withLineEnds(traceText(trace)));
  }
}

function* withLineEnds(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${line}\n`;
}

/** What `--json` says of a trace. */
function summary(trace: Trace): Record<string, unknown> {
  const { header, footer } = trace;
  const { steps, rows, frames, outcome, rejections, sha256 } = footer;
  const file = header.programs[0].file;
  return {
    file,
    call: header.call,
    language: header.language,
    seed: header.seed,
    steps,
    rows,
    frames,
    outcome,
    rejections,
    sha256,
  };
}
