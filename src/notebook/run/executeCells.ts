import type { KernelClient } from "../client/KernelClient.js";
import { KernelError } from "../client/KernelError.js";
import type { Answer } from "../client/PendingRequest.js";
import { faultLine } from "./faultLine.js";
import type { CodeCell, ErrorOutput, Output } from "./Notebook.js";
import type { CellFault, RunNotebookOptions } from "./NotebookRun.js";
import type { CellOutputs, OutputArea } from "./OutputArea.js";

/** A cell that was run, or why it was not. */
export interface ExecutedCell {
  readonly cell: CodeCell;
  readonly ran: "yes" | "skipped" | "not run";
  readonly outputs: readonly Output[];
  readonly count: number | null;
  readonly durationMs: number;
  readonly fault: CellFault | null;
}

/** Plain tslab drops every request that comes in this time after a cell that failed. */
const TSLAB_PAUSE_MS = 250;

const SKIP = ["skip-execution", "nbval-skip"];
const RAISES = ["raises-exception", "nbval-raises-exception"];

/** Whether a cell is tagged to be left out. */
export function isSkipped({ tags }: CodeCell): boolean {
  return tags.some(tag => SKIP.includes(tag));
}

/** What a run of cells needs; `strays` gets the messages that come after their cell has ended. */
export interface Execution {
  readonly client: KernelClient;
  readonly area: OutputArea;
  /** Outputs of the cells so far by the id of their request. */
  readonly requests: Map<string, CellOutputs>;
}

/**
 * Runs cells one after the other and stops at the first that fails. Output that comes after its cell has ended
 * still goes to its cell, as in Jupyter.
 *
 * @throws the reason of `options.signal`.
 */
export async function executeCells(
  cells: readonly CodeCell[],
  { client, area, requests }: Execution,
  options: RunNotebookOptions,
): Promise<readonly ExecutedCell[]> {
  const done: ExecutedCell[] = [];
  let failed = false;
  for (const cell of cells) {
    if (failed || isSkipped(cell)) {
      done.push({
        cell,
        ran: failed ? "not run" : "skipped",
        outputs: cell.outputs,
        count: cell.count,
        durationMs: 0,
        fault: null,
      });
      continue;
    }
    options.onCell?.(cell.cell, done.length, cells.length);
    const found = await executeCell(cell, { client, area, requests }, options);
    done.push(found);
    failed = found.fault !== null;
    if (!failed && found.outputs.at(-1)?.output_type === "error" && isTslab(client))
      await new Promise(resolve => setTimeout(resolve, TSLAB_PAUSE_MS));
  }
  return done;
}

async function executeCell(
  cell: CodeCell,
  { client, area, requests }: Execution,
  options: RunNotebookOptions,
): Promise<ExecutedCell> {
  const held = area.cell();
  const start = performance.now();
  let answer: Answer | undefined;
  let fault: CellFault | null = null;
  try {
    answer = await client.execute(cell.source, {
      timeoutMs: options.timeoutMs,
      signal: options.signal,
      stopOnError: false,
      metadata: cell.id === undefined ? {} : { cellId: cell.id },
      onMessage: message => area.take(held, message),
    });
    requests.set(answer.id, held);
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    // A kernel that does not stop when it is interrupted still runs.
    fault = faultOf(error.end === undefined ? "timeout" : "kernel", "", error.message);
  }
  const durationMs = performance.now() - start;
  const count = (answer?.reply.execution_count as number | undefined) ?? held.count;
  if (answer !== undefined) {
    const error = errorOf(answer, held);
    if (answer.timedOut) {
      fault = faultOf("timeout", "", `not done after ${(options.timeoutMs ?? 0) / 1000} s: interrupted`);
    } else if (answer.idleLost) {
      const advice = "plain tslab loses bursts of many small messages, kernel tracebook does not";
      fault = faultOf("lost output", "", `the kernel lost output on the way: ${advice}`);
    } else if (error !== undefined && !options.allowErrors && !mayRaise(cell)) {
      const line = faultLine(error, count);
      fault = {
        kind: "error",
        ename: error.ename,
        evalue: error.evalue,
        traceback: error.traceback,
        line,
        source: line === null ? null : (cell.source.split("\n")[line - 1] ?? null),
      };
    } else if (error === undefined && mayRaise(cell)) {
      fault = faultOf("no error", "", "tagged raises-exception, but nothing was raised");
    }
  }
  // The list is the area's own: late output may still be added to it.
  return { cell, ran: "yes", outputs: held.outputs, count, durationMs, fault };
}

function mayRaise({ tags }: CodeCell): boolean {
  return tags.some(tag => RAISES.includes(tag));
}

function faultOf(kind: CellFault["kind"], ename: string, evalue: string): CellFault {
  return { kind, ename, evalue, line: null, source: null, traceback: [] };
}

/**
 * The error a cell ended with. Plain tslab says it only as text on stderr: then an error output is made of that, as
 * a notebook that shows a failed cell without one would be read as one that went well.
 */
function errorOf({ reply }: Answer, { outputs }: CellOutputs): ErrorOutput | undefined {
  if (reply.status === "ok") return undefined;
  const found = outputs.filter(output => output.output_type === "error").at(-1);
  if (found !== undefined) return found;
  let error: ErrorOutput;
  if (reply.status === "error" && typeof reply.ename === "string") {
    const { ename, evalue, traceback } = reply as unknown as ErrorOutput;
    error = { output_type: "error", ename, evalue: evalue ?? "", traceback: traceback ?? [] };
  } else if (reply.status === "error") {
    const text = outputs
      .flatMap(o => (o.output_type === "stream" && o.name === "stderr" ? [o.text] : []))
      .join("");
    const named = /^(?:Uncaught )?(\w*(?:Error|Exception))(?: \[[^\]]*\])?: (.*)$/m.exec(text);
    error = {
      output_type: "error",
      ename: named?.[1] ?? "Error",
      evalue: named?.[2] ?? text.split("\n")[0],
      traceback: text.trimEnd().split("\n"),
    };
  } else {
    const evalue = `the kernel answered ${String(reply.status)}: it did not run the cell`;
    error = { output_type: "error", ename: "Error", evalue, traceback: [] };
  }
  outputs.push(error);
  return error;
}

function isTslab({ info }: KernelClient): boolean {
  return info.implementation === "tslab" || info.implementation === "jslab";
}
