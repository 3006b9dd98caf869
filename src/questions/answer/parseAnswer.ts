import { byteOffsets } from "../../program/bytes.js";
import type { Program } from "../../program/Program.js";
import { showable } from "../../program/showable.js";
import type { Answer, AnswerElement, ParseFailure, PathEnd, Question } from "../Question.js";
import { answerRegions, type Region } from "./Region.js";
import { readLines } from "./readLines.js";
import { readValue } from "./readValue.js";
import { type ReadWord, readExecuted, readNext } from "./readWord.js";

/** What one region gave: an answer with its elements (UTF-16 spans), or a failure. */
interface Reading {
  readonly parsed?: Answer["parsed"];
  readonly failure?: ParseFailure;
  readonly elements: readonly Span[];
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly node?: number;
  readonly occurrence?: number;
  readonly step?: number;
}

const REFUSAL =
  /\b(?:I(?:'|’)?m|I am) (?:sorry|unable|not able)\b|\bI (?:can(?:no|')t|can’t|cannot|won(?:'|’)t|will not) (?:answer|help|assist|determine|execute|run|provide|comply|do)\b|\bas an AI\b/i;

/**
 * Reads a completion as the answer of a question: past thoughts, Markdown, tags, labels, echoed calls
 * and line numbers. Values are read as one JavaScript literal and never evaluated. Where nothing can be
 * read, `failure` says why, from the closed list of {@link ParseFailure}.
 */
export function parseAnswer(completion: string, question: Question, program: Program): Answer {
  const reading = read(completion, question, program);
  const bytes = byteOffsets(completion);
  const at = (offset: number): number => (bytes === undefined ? offset : bytes[offset]);
  const elements = reading.elements.map(
    ({ start, end, ...claim }): AnswerElement => ({
      byteStart: at(start),
      byteEnd: at(end),
      text: completion.slice(start, end),
      ...claim,
    }),
  );
  const answer: Answer = {
    schema: "tracebook/answer@1",
    question: question.id,
    completion,
    ...(reading.parsed === undefined ? {} : { parsed: reading.parsed }),
    ...(reading.failure === undefined ? {} : { failure: reading.failure }),
    elements,
  };
  return showable("answer", answer, question);
}

function read(completion: string, question: Question, program: Program): Reading {
  if (completion.trim() === "") return { failure: "empty", elements: [] };
  const { text, regions, cutOff } = answerRegions(completion);
  const nodes = question.task === "lines" ? statementsByLine(program) : undefined;
  const tried: Reading[] = [];
  for (const region of regions) {
    const reading = readRegion(text, region, question, nodes);
    if (reading.failure === undefined) return reading;
    tried.push(reading);
  }
  const failed = tried.find(reading => reading.failure === "truncated") ?? tried[0];
  if (cutOff) return { failure: "truncated", elements: [] };
  if (regions.some(region => region.explicit)) return failed;
  if (REFUSAL.test(text)) return { failure: "refused", elements: [] };
  if (failed === undefined) return { failure: "empty", elements: [] };
  // Several lines of prose: nothing in them claims to be the answer.
  const prose = text.trim().includes("\n") && failed.failure !== "truncated";
  return prose ? { failure: "no answer found", elements: [] } : failed;
}

function readRegion(
  text: string,
  region: Region,
  question: Question,
  nodes?: ReadonlyMap<number, number>,
): Reading {
  switch (question.task) {
    case "output":
    case "state":
      return valueReading(text, region, question);
    case "coverage":
      return wordReading(readExecuted(text, region), question, word => word);
    case "path":
      return wordReading(readNext(text, region), question, word =>
        typeof word === "number" ? word : { end: word as PathEnd },
      );
    case "lines": {
      const { lines, failure } = readLines(text, region);
      const seen = new Map<number, number>();
      const elements = lines.map(({ line, start, end }, index): Span => {
        const occurrence = (seen.get(line) ?? 0) + 1;
        seen.set(line, occurrence);
        const node = nodes?.get(line);
        return { start, end, ...(node === undefined ? {} : { node }), occurrence, step: index + 1 };
      });
      return {
        parsed: lines.map(({ line }) => line),
        ...(failure === undefined ? {} : { failure }),
        elements,
      };
    }
  }
}

function valueReading(text: string, region: Region, question: Question): Reading {
  const read = readValue(text, region, {
    call: question.call,
    variable: question.variable,
    throws: question.task === "output" && question.of !== "printed",
  });
  if ("failure" in read) return { failure: read.failure, elements: [] };
  const whole: Span = { start: read.start, end: read.end, ...claim(question) };
  return { parsed: read.value, elements: [whole, ...read.parts] };
}

function wordReading<T>(
  read: ReadWord<T>,
  question: Question,
  parsed: (word: T) => Answer["parsed"],
): Reading {
  if ("failure" in read) return { failure: read.failure, elements: [] };
  return { parsed: parsed(read.word), elements: [{ start: read.start, end: read.end, ...claim(question) }] };
}

/** What the one element of an answer is about: the node and occurrence asked about. */
function claim(question: Question): { node?: number; occurrence?: number } {
  const { node, occurrence } = question;
  return {
    ...(node === undefined ? {} : { node }),
    ...(occurrence === undefined ? {} : { occurrence: occurrence.kRun }),
  };
}

/** Outermost first statement that begins on each line. */
function statementsByLine(program: Program): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const node of program.nodes) {
    const statement = /(?:Statement|Declaration)$/.test(node.type) && node.type !== "BlockStatement";
    if (statement && !found.has(node.line)) found.set(node.line, node.id);
  }
  return found;
}
