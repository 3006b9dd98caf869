import type { Program } from "../../../program/Program.js";
import { parse } from "../../../program/parse.js";
import { SourceError } from "../../../program/SourceError.js";
import { editDistance } from "../../score/editDistance.js";
import { type LineKind, lineKind } from "../../score/lineKind.js";
import { scoreBlocks } from "../../score/scoreBlocks.js";
import { scoreLines } from "../../score/scoreLines.js";
import { type CoconutFailure, readCoconutAnswer } from "../answer/readCoconutAnswer.js";
import type { CoconutItem, CoconutStep } from "../data/CoconutData.js";
import type { CoconutConventions } from "./Conventions.js";
import { elementsOf, sectionParts } from "./cells.js";
import { droppedLines, rewriteSteps } from "./rewriteCells.js";

/** Strict score of a row: everything is of lists of lines, nothing of how they are written. */
export interface StrictRow {
  readonly matched: boolean;
  /** 1 − Levenshtein distance of the lists / the longer length; 0 for an answer that cannot be read. */
  readonly similarity: number;
  /** Steps of the truth as compared. */
  readonly length: number;
  /** Why the answer cannot be read. */
  readonly failure?: CoconutFailure;
  /** What the truth does at the first difference; absent for a match, or where the program is not known. */
  readonly divergedAt?: LineKind;
  /** `prefix`, `divergence`, `edge…` and `block…` as for our own lines task. Empty for an answer that cannot be read. */
  readonly detail: Readonly<Record<string, number>>;
}

/**
 * Scores a predicted cell, or a whole completion, against a true cell. Of the conventions `clean`, `similarity` and `autojunk`
 * are about texts and say nothing here.
 *
 * @param recorded a trace that takes the place of the published one.
 */
export function scoreStrictly(
  row: { readonly actual: string; readonly predicted: string },
  conventions: CoconutConventions,
  item: CoconutItem | undefined,
  recorded?: readonly CoconutStep[],
): StrictRow {
  const { section, collapse, truth: from } = conventions;
  const read = readCoconutAnswer(row.predicted);
  const drop = droppedLines(conventions, item);
  const published =
    from === "verbatim" && item !== undefined ? item.steps : elementsOf(row.actual).filter(isStep);
  const truth = rewriteSteps(recorded ?? published, drop, collapse !== "none");
  const { length } = truth;
  if (read.failure !== undefined)
    return { matched: false, similarity: 0, length, failure: read.failure, detail: {} };
  const given = rewriteSteps(read.steps, drop, collapse === "both");
  const [lines, right] = [given.filter(isLine), truth.filter(isLine)];
  const program = item?.runnable ? programOf(item) : undefined;
  const detail = {
    ...scoreLines(lines, right),
    ...(program === undefined ? {} : scoreBlocks(lines, right, program)),
  };
  const matched = section === "ordered" ? sameList(given, truth) : sameSections(given, truth);
  const longer = Math.max(given.length, truth.length);
  const similarity = longer === 0 ? 1 : 1 - editDistance(given, truth) / longer;
  if (detail.divergence === 0 || program === undefined) return { matched, similarity, length, detail };
  return { matched, similarity, length, divergedAt: kindAt(right, detail.divergence, program), detail };
}

function isStep(step: CoconutStep | string): step is CoconutStep {
  return typeof step === "number" || step === "(" || step === ")";
}

function isLine(step: CoconutStep): step is number {
  return typeof step === "number";
}

function sameList(a: readonly CoconutStep[], b: readonly CoconutStep[]): boolean {
  return a.length === b.length && a.every((step, i) => step === b[i]);
}

/** Before and behind the section in order, inside as a multiset. */
function sameSections(a: readonly CoconutStep[], b: readonly CoconutStep[]): boolean {
  const [x, y] = [sectionParts(a), sectionParts(b)];
  const sorted = (steps: readonly CoconutStep[]) => steps.map(String).sort().join();
  return sameList(x.before, y.before) && sameList(x.after, y.after) && sorted(x.inside) === sorted(y.inside);
}

/** What stands on the line of the truth at a 1-based place, repetitions written once. */
function kindAt(truth: readonly number[], place: number, program: Program): LineKind {
  const line = truth.filter((step, i) => i === 0 || step !== truth[i - 1])[place - 1];
  return line === undefined ? "end" : lineKind(program, line);
}

const programs = new WeakMap<CoconutItem, Program | null>();

function programOf(item: CoconutItem): Program | undefined {
  let known = programs.get(item);
  if (known === undefined) {
    try {
      known = parse(item.source, { language: "python", file: `${item.id}.py` });
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      known = null;
    }
    programs.set(item, known);
  }
  return known ?? undefined;
}
