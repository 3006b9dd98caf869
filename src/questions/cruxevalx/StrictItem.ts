import { parse } from "../../program/parse.js";
import { SourceError } from "../../program/SourceError.js";
import { equalValues } from "../../trace/derive/equalValues.js";
import { outcomeValue } from "../../trace/derive/outcomeValue.js";
import type { Value } from "../../trace/format/Value.js";
import { trace } from "../../trace/trace.js";
import { plainCall } from "../answer/plainCall.js";
import { readLiteral } from "../answer/readLiteral.js";
import type { CruxevalMode } from "../cruxeval/CruxevalItem.js";
import type { CRUXEVAL_REASONS, Judged } from "../cruxeval/reasons.js";
import { looseEqual } from "../score/looseEqual.js";
import type { CruxevalxItem } from "./CruxevalxItem.js";

/** Steps of one call; more never end. */
const STEPS = 300_000;

/** What a call of the function came to. */
type Made = { readonly value: Value } | { readonly fault: Judged };

/**
 * Judges answers to JavaScript and TypeScript rows by the value the function really has, with its types. Output:
 * the answer must be one literal and nothing else. Input: one call of the function with plain data; it is made, and its
 * value compared with that of the reference call. Types of TypeScript are not checked: what is asked is what runs.
 */
export class StrictItem {
  private truth: Promise<Made> | undefined;

  constructor(
    private readonly item: CruxevalxItem,
    private readonly signal: AbortSignal | undefined = undefined,
  ) {}

  async judge(answer: string, mode: CruxevalMode): Promise<Judged> {
    const text = answer.trim();
    if (text === "") return { reason: "empty" };
    return mode === "output" ? this.judgeOutput(text) : this.judgeInput(text);
  }

  private async judgeOutput(text: string): Promise<Judged> {
    const said = readLiteral(text);
    if ("failure" in said) {
      if (/\b(?:f|candidate)\s*\(/.test(text)) return { reason: "call of the function" };
      return { reason: said.failure === "not a literal" ? "not a literal" : "not one expression" };
    }
    const around = outside(text, said);
    if (around !== undefined) return around;
    const truth = await this.reference();
    return "fault" in truth ? { reason: "reference does not run" } : compared(truth.value, said.value);
  }

  private async judgeInput(text: string): Promise<Judged> {
    const call = text.replace(/^(\(*\s*)candidate(?=\s*\()/, "$1f");
    let read: ReturnType<typeof plainCall>;
    try {
      const program = parse(this.item.base, { language: this.language, file: this.file });
      read = plainCall(call, { program, function: "f", functions: true });
    } catch (error) {
      if (error instanceof SourceError) return { reason: "program does not run" };
      throw error;
    }
    if ("failure" in read) return { reason: UNREAD[read.failure] ?? "not one expression" };
    if (!/^\(*\s*f\s*\(/.test(call)) return { reason: "not a call" };
    const around = outside(call, read);
    if (around !== undefined) return around;
    const [truth, made] = await Promise.all([this.reference(), this.call(read.text)]);
    if ("fault" in truth) return { reason: "reference does not run" };
    return "fault" in made ? made.fault : compared(truth.value, made.value);
  }

  private get language(): "javascript" | "typescript" {
    return this.item.language === "ts" ? "typescript" : "javascript";
  }

  private get file(): string {
    return `${this.item.id}.${this.item.language}`;
  }

  private reference(): Promise<Made> {
    this.truth ??= this.call(`f(${this.item.input})`);
    return this.truth;
  }

  private async call(call: string): Promise<Made> {
    const { language, file, signal } = this;
    try {
      const ran = await trace(this.item.base, {
        language,
        file,
        sourceType: "commonjs",
        call,
        limits: { steps: STEPS, wallMs: 5_000 },
        ...(signal === undefined ? {} : { signal }),
      });
      const { outcome } = ran.footer;
      if (outcome.kind === "return") return { value: outcomeValue(ran) ?? { type: "undefined" } };
      if (outcome.kind === "throw") return { fault: { reason: "raises", error: outcome.name } };
      if (outcome.kind !== "limit") return { fault: { reason: "raises" } };
      const { limit } = outcome;
      return {
        fault: {
          reason: limit === "steps" ? "step limit" : limit === "heap" ? "memory limit" : "time limit",
        },
      };
    } catch (error) {
      if (error instanceof SourceError)
        return { fault: { reason: "program does not run", error: error.reason } };
      throw error;
    }
  }
}

/** What stands around the expression that was read makes the answer more than one expression. */
function outside(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): Judged | undefined {
  const rest = text.slice(0, start) + text.slice(end);
  if (/\/\/|\/\*/.test(rest)) return { reason: "comment" };
  return /^[\s()]*$/.test(rest) ? undefined : { reason: "not one expression" };
}

function compared(truth: Value, said: Value): Judged {
  if (equalValues(truth, said, { negativeZero: true })) return { reason: "equal" };
  return { reason: looseEqual(truth, said) ? "other type" : "not equal" };
}

const UNREAD: Readonly<Partial<Record<string, keyof typeof CRUXEVAL_REASONS>>> = {
  empty: "empty",
  "not a call": "not a call",
  "other function": "other function",
  "argument not allowed": "argument not allowed",
};
