import { sha256 } from "../../../program/hash.js";
import type { Program } from "../../../program/Program.js";
import { parse } from "../../../program/parse.js";
import { SourceError } from "../../../program/SourceError.js";
import { version } from "../../../program/version.js";
import { trace } from "../../../trace/trace.js";
import { type Posed, pose } from "../../pose/pose.js";
import type { SkipReason } from "../../pose/SkipReason.js";
import type { Question } from "../../Question.js";
import { type QuestionSet, questionSet } from "../../QuestionSet.js";
import { collapse } from "../../score/scoreLines.js";
import type { CoconutData, CoconutItem } from "../data/CoconutData.js";
import { callText } from "../data/callText.js";
import { type CoconutDefect, coconutDefects } from "../data/defects.js";
import { inParallel } from "../truth/inParallel.js";

/** Settings of {@link coconutQuestions}. */
export interface CoconutQuestionsOptions {
  /**
   * `compat`: the truth is the published trace, repetitions written once. `strict` (default): the program is run, and the
   * truth is the statements that begin, as our prompt says.
   */
  readonly profile?: "compat" | "strict";
  /** Rows that are not asked. Default none in `compat`; `corrupted input` and `duplicate` in `strict`. */
  readonly without?: readonly CoconutDefect[];
  /** Longest list asked for. Default 120. */
  readonly maxLines?: number;
  /** What runs the programs of `strict`; see `TraceOptions`. */
  readonly python?: string;
  readonly signal?: AbortSignal;
}

/** Questions about the published programs, and what of the rows was not asked. */
export interface CoconutQuestions {
  readonly set: QuestionSet;
  /** Rows left out for a defect, by {@link CoconutDefect}. Other reasons stand in `set.skipped`. */
  readonly withoutRows: Readonly<Partial<Record<CoconutDefect, number>>>;
  /** Rows that are no question of their own: no text with indentation, or one that is not read. */
  readonly notRead: readonly { readonly id: string; readonly row: number; readonly reason: string }[];
}

/**
 * Line questions about the published programs. Programs whose threads may run in several orders are not asked: there no
 * list is the right one (see `acceptOrder`).
 */
export async function coconutQuestions(
  data: CoconutData,
  options: CoconutQuestionsOptions = {},
): Promise<CoconutQuestions> {
  const { profile = "strict", maxLines = 120 } = options;
  const without =
    options.without ?? (profile === "strict" ? (["corrupted input", "duplicate"] as const) : []);
  const left = new Map<number, CoconutDefect>();
  for (const { row, defect } of coconutDefects(data))
    if (without.includes(defect) && !left.has(row)) left.set(row, defect);
  const withoutRows: Partial<Record<CoconutDefect, number>> = {};
  for (const defect of left.values()) withoutRows[defect] = (withoutRows[defect] ?? 0) + 1;
  const asked = data.items.filter(({ row }) => !left.has(row));
  const dataset = `coconut-${data.kind}`;
  const notRead: { id: string; row: number; reason: string }[] = [];
  const part = async (item: CoconutItem): Promise<{ program: Program; posed: Posed } | undefined> => {
    const { id, row } = item;
    if (!item.runnable) {
      notRead.push({ id, row, reason: "no source" });
      return undefined;
    }
    try {
      const program = programOf(item);
      if (ordersDiffer(item)) return { program, posed: skip("order not fixed") };
      const posed =
        profile === "compat" ? published(item, program, dataset, maxLines) : await recorded(item, program);
      return { program, posed };
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      notRead.push({ id, row, reason: error.message });
      return undefined;
    }
  };
  const recorded = async (item: CoconutItem, program: Program): Promise<Posed> => {
    const made = await trace(program, { call: callOf(item), python: options.python, signal: options.signal });
    const { outcome } = made.footer;
    // The text alone is no whole program: its run would show nothing but where the name is missing.
    if (item.name === undefined && outcome.kind === "throw" && outcome.name === "NameError")
      throw new SourceError(
        `uses a name that only the original tracer had imported: ${outcome.message}`,
        item.id,
      );
    return pose(made, { dataset, family: item.kind, cluster: item.task, tasks: ["lines"], maxLines });
  };
  const parts = await inParallel(
    asked.map(item => () => part(item)),
    2,
  );
  return {
    set: questionSet(
      dataset,
      1,
      parts.filter(found => found !== undefined),
    ),
    withoutRows,
    notRead: notRead.sort((a, b) => a.row - b.row),
  };
}

const programs = new Map<string, WeakRef<Program>>();

/** Rows of one function share its program. */
function programOf(item: CoconutItem): Program {
  const file = `${item.kind === "humaneval" ? item.task : item.id.replace(":", "_trace_")}.py`;
  const key = `${file}\0${item.source}`;
  const known = programs.get(key)?.deref();
  if (known !== undefined) return known;
  const program = parse(item.source, { language: "python", file });
  programs.set(key, new WeakRef(program));
  return program;
}

function callOf({ name, call }: CoconutItem): string {
  return name === undefined || call === undefined ? "" : callText(name, call);
}

/** Tasks of asyncio run in one order, threads do not. */
function ordersDiffer({ kind, source }: CoconutItem): boolean {
  return kind === "concurrency" && /\bThread|\bTimer\b|\bconcurrent\.futures\b/.test(source);
}

function skip(reason: SkipReason): Posed {
  return { questions: [], skipped: [{ task: "lines", reason, count: 1 }] };
}

/** The question a published row is. */
function published(item: CoconutItem, program: Program, dataset: string, maxLines: number): Posed {
  const lines = collapse(item.steps.filter(step => typeof step === "number"));
  if (lines.length === 0) return skip("nothing executed");
  if (lines.length > maxLines) return skip("too many lines");
  const call = callOf(item);
  const question: Question = {
    schema: "tracebook/question@1",
    id: sha256(JSON.stringify(["tracebook/coconut-compat@1", program.sha256, call])).slice(0, 16),
    task: "lines",
    dataset,
    program: program.id,
    file: program.file,
    family: item.kind,
    cluster: item.task,
    call,
    truth: { task: "lines", lines },
    provenance: {
      // There is no recording: the truth is the published list.
      trace: sha256(JSON.stringify(item.steps)),
      tracebook: version,
      seed: 1,
    },
  };
  return { questions: [question], skipped: [] };
}
