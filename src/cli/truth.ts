import type { Command } from "commander";
import type { CoconutTruth } from "../questions/coconut/truth/TruthRow.js";
import { type Library, library } from "./library.js";
import { oneOf, wholeNumber } from "./options.js";
import { publishedFile } from "./publishedFile.js";
import type { Session } from "./Session.js";
import { saveText } from "./saveText.js";

interface Options {
  readonly data?: string;
  readonly tasks?: string;
  readonly profile: "compat" | "strict";
  readonly out?: string;
  readonly python?: string;
  readonly force?: boolean;
  readonly timeout?: number;
  readonly json?: boolean;
}

/** Adds `tracebook truth reval` and `tracebook truth coconut`. */
export function addTruth(program: Command, session: Session): void {
  const truth = program
    .command("truth")
    .description("Compute the truth of a published benchmark again: bug for bug, or repaired.");
  options(truth.command("reval"))
    .description(
      "Truth of every probe of REval: covered, next lines, values, and the output check of each pair.",
    )
    .option("--data <file>", "DREval_data.jsonl (default: the copy tracebook datasets list names)")
    .option("--tasks <file>", "DREval_tasks.jsonl (default: beside the data)")
    .addHelpText(
      "after",
      `
One JSON line a probe; in compat one a pair too. compat needs CPython 3.10 or 3.11.

Examples:
  tracebook truth reval --profile compat --out truth.jsonl
  tracebook truth reval --data DREval_data.jsonl --tasks DREval_tasks.jsonl --profile strict --out strict.jsonl`,
    )
    .action((given: Options) => reval(given, session));
  options(truth.command("coconut"))
    .description("Line traces of CoCoNUT's programs, recorded again and compared with the published ones.")
    .option(
      "--data <file>",
      "HumanEval_trace.csv or program_traces_Python_<Topic>_Lines.csv (default: HumanEval's, where tracebook datasets list says)",
    )
    .addHelpText(
      "after",
      `
One JSON line a program and call. compat needs CPython 3.10 or 3.11.

Examples:
  tracebook truth coconut --data HumanEval_trace.csv --profile compat --out traces.jsonl
  tracebook truth coconut --data program_traces_Python_OOP_Lines.csv --profile strict --json`,
    )
    .action((given: Options) => coconut(given, session));
}

function options(command: Command): Command {
  return command
    .requiredOption("--profile <profile>", "compat or strict", oneOf("--profile", ["compat", "strict"]))
    .option("--out <file>", "write the rows there as JSON lines instead of to stdout")
    .option("--python <engine>", "cpython, cpython:<path of the interpreter> or pyodide")
    .option("--force", "compat on another version of Python too")
    .option(
      "--timeout <ms>",
      "wall time of one program and call (default: 20000); beyond it the row says limit",
      wholeNumber("--timeout", 1),
    )
    .option("--json", "print counts as JSON (the rows themselves only go to --out)");
}

async function reval(given: Options, session: Session): Promise<void> {
  const lib = await library();
  const { profile, python, force } = given;
  const data = given.data ?? publishedFile(lib, "reval", "DREval_data.jsonl");
  let engine: string | undefined;
  const lines: string[] = [];
  const statuses: Record<string, number> = {};
  let probes = 0;
  try {
    const rows = lib.revalTruth({
      data,
      tasks: given.tasks,
      profile,
      python,
      force,
      wallMs: given.timeout,
      signal: session.signal,
      onEnvironment: ({ python: used, warning }) => {
        engine = used;
        if (warning !== undefined) process.stderr.write(`tracebook: ${warning}\n`);
      },
      onProgress: (done, total) => session.progress(`ran ${done} of ${total} pairs`),
    });
    for await (const row of rows) {
      lines.push(`${lib.revalRowText(row)}\n`);
      if (!("k" in row)) continue;
      probes++;
      statuses[row.status] = (statuses[row.status] ?? 0) + 1;
    }
  } finally {
    await lib.closePool();
  }
  const counts = {
    work: "reval",
    profile,
    python: engine,
    rows: lines.length,
    probes,
    statuses,
    out: given.out,
  };
  await write(lines, counts, given, session);
}

async function coconut(given: Options, session: Session): Promise<void> {
  const lib = await library();
  const { profile, python, force } = given;
  const data = lib.readCoconut(given.data ?? publishedFile(lib, "coconut-humaneval", "HumanEval_trace.csv"));
  session.progress(`running ${data.items.length} programs`);
  let truth: CoconutTruth;
  try {
    truth = await lib.coconutTruth({
      data,
      profile,
      python,
      force,
      wallMs: given.timeout,
      signal: session.signal,
    });
  } finally {
    await lib.closePool();
  }
  for (const warning of truth.warnings) process.stderr.write(`tracebook: ${warning}\n`);
  for (const { row, fault, detail } of data.faults)
    process.stderr.write(`tracebook: ${data.file}, row ${row}: ${fault}: ${detail}\n`);
  const lines = truth.rows.map(({ row, id, task, trace, outcome, error, steps, threads }) => {
    const fields = { row, id, task, trace, outcome, error, lines: steps };
    const several = threads.some(thread => thread !== threads[0]);
    return `${JSON.stringify(several ? { ...fields, threads } : fields)}\n`;
  });
  const counts = {
    work: `coconut ${data.kind}`,
    profile,
    python: truth.python,
    rows: lines.length,
    agreement: agreement(lib, truth, data),
    out: given.out,
  };
  await write(lines, counts, given, session);
}

/** How many rows are the published ones. */
function agreement(
  lib: Library,
  truth: CoconutTruth,
  data: ReturnType<Library["readCoconut"]>,
): Record<string, number> {
  const published = new Map(data.items.map(item => [item.row, item]));
  const counts: Record<string, number> = {};
  for (const row of truth.rows) {
    const item = published.get(row.row);
    if (item === undefined) continue;
    const how = lib.coconutAgreement(row.steps, item.steps);
    counts[how] = (counts[how] ?? 0) + 1;
  }
  return counts;
}

async function write(
  lines: readonly string[],
  counts: Readonly<Record<string, unknown>>,
  { out, json }: Options,
  session: Session,
): Promise<void> {
  if (out !== undefined) await saveText(out, lines);
  if (json) return session.print(JSON.stringify(counts));
  if (out === undefined) return session.printAll(lines);
  const { rows, work, profile, python, statuses, agreement: agreed } = counts;
  const parts = Object.entries((statuses ?? agreed ?? {}) as Record<string, number>).map(
    ([name, count]) => `${count} ${name}`,
  );
  await session.print(`${out}: ${rows} rows of ${work}, ${profile}, ${python} (${parts.join(", ")})`);
}
