import type { Program } from "../../program/Program.js";
import { parse } from "../../program/parse.js";
import { SourceError } from "../../program/SourceError.js";
import type { RowSink } from "../../trace/sandbox/Job.js";
import { execute } from "../../trace/trace.js";
import { type Labelled, labelOf } from "./labels.js";

/**
 * Steps after which a program counts as never ending. The original gives it 5 seconds (TypeScript: 15); by steps the
 * verdict is the same on every machine.
 */
const STEPS = 10_000_000;

/** Nothing is kept of the run. */
const NOTHING: RowSink = { rows: () => {}, strings: () => {} };

/** Name of the error that stands for `process.exit`. */
const EXIT = "tracebook exit";

/** A world with `process.exit`, in the empty first line of a program that asks for it. */
const PROCESS = `var process = { argv: [], env: {}, exit(code) { var e = new Error(String(code ?? 0)); e.name = ${JSON.stringify(EXIT)}; throw e; } };`;

/**
 * Runs a program as `node file.js` does, in the JavaScript sandbox, and gives the label of how it ended: exit code 0
 * (also where promises are left open), or what an uncaught error or an unhandled rejection is.
 */
export async function runJavaScript(code: string, wallMs: number, signal?: AbortSignal): Promise<Labelled> {
  let program: Program;
  try {
    program = parse(/\bprocess\b/.test(code) && code.startsWith("\n") ? PROCESS + code : code, {
      language: "javascript",
      sourceType: "commonjs",
      file: "program.js",
    });
  } catch (error) {
    if (error instanceof SourceError) return { label: "SyntaxError", detail: error.reason };
    throw error;
  }
  try {
    const { result } = await execute(
      program,
      {
        limits: {
          steps: STEPS,
          wallMs,
          stringChars: 100,
          entries: 2,
          objects: 4,
          bufferMiB: 4_096,
        },
        record: { reads: false, heap: false, audit: false },
        ...(signal === undefined ? {} : { signal }),
      },
      () => NOTHING,
    );
    const { outcome, rejections } = result;
    if (outcome.kind === "limit")
      return { label: outcome.limit === "heap" ? "Exception" : "Timeout", detail: outcome.limit };
    if (outcome.kind === "throw") return thrown(outcome.name, outcome.message);
    // Node ends with the first rejection nobody handles.
    if (rejections.length > 0) return { label: labelOf(rejections[0]), detail: rejections[0] };
    return { label: "OK" };
  } catch (error) {
    // A fault that the sandbox finds before it runs anything, such as a module it refuses.
    if (error instanceof SourceError) return { label: "Exception", detail: error.reason };
    throw error;
  }
}

function thrown(name: string, message: string): Labelled {
  if (name === EXIT)
    return message === "0" ? { label: "OK" } : { label: "Exception", detail: `exit ${message}` };
  const [detail] = `${name}: ${message}`.split("\n");
  return { label: labelOf(name === "AssertionError" ? "ERR_ASSERTION" : `${name}: ${message}`), detail };
}
