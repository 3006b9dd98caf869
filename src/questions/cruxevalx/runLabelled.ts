import { type JudgeOptions, judge, MEDDLES } from "../cruxeval/judge.js";
import type { Judged } from "../cruxeval/reasons.js";
import type { CruxevalxLanguage } from "./CruxevalxItem.js";
import type { CruxevalxLabel, Labelled } from "./labels.js";
import { runJavaScript } from "./runJavaScript.js";
import { TypeChecker } from "./TypeChecker.js";

/** Wall time of one program, ms, as in the original. */
const JAVASCRIPT_MS = 5_000;
const TYPESCRIPT_MS = 15_000;
/** Processor time of a Python program, s. */
const PYTHON_S = 15;

/**
 * Runs assembled programs by the published rules of their language, and labels how each ended. JavaScript: exit code
 * 0 under Node. TypeScript: anything the compiler has against it is a `SyntaxError`, then as JavaScript. Python: exit code
 * 0; a failed assertion is an `Exception`. Equal programs run once.
 */
export async function runLabelled(
  language: CruxevalxLanguage,
  programs: readonly string[],
  options: JudgeOptions & { readonly onProgress?: (done: number, total: number) => void },
): Promise<readonly Labelled[]> {
  const distinct = [...new Set(programs)];
  const labels = new Map<string, Labelled>();
  if (language === "py") {
    // The answer stands somewhere in the program, so the whole of it is looked at.
    const items = distinct.map(
      text => ({ kind: "script", text, alone: MEDDLES.test(withoutMain(text)) }) as const,
    );
    const judged = await judge(items, { ...options, seconds: PYTHON_S });
    for (const [i, text] of distinct.entries()) labels.set(text, pythonLabel(judged[i]));
  } else {
    const checker = language === "ts" ? await TypeChecker.open() : undefined;
    const { signal, concurrency = 2, onProgress } = options;
    const waiting = distinct.values();
    const worker = async (): Promise<void> => {
      for (const text of waiting) {
        const checked = checker?.check(text);
        onProgress?.(labels.size, distinct.length);
        if (checked !== undefined && "diagnostic" in checked) {
          labels.set(text, { label: "SyntaxError", detail: checked.diagnostic });
          continue;
        }
        const wallMs = checker === undefined ? JAVASCRIPT_MS : TYPESCRIPT_MS;
        labels.set(text, await runJavaScript(checked?.javascript ?? text, wallMs, signal));
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, concurrency) }, worker));
  }
  return programs.map(text => labels.get(text) as Labelled);
}

/** Every program imports types; that is no meddling. */
function withoutMain(text: string): string {
  return text.replace(/^from typing import [\w, ]+$/gm, "");
}

function pythonLabel({ reason, error }: Judged): Labelled {
  const label: CruxevalxLabel =
    reason === "passes"
      ? "OK"
      : reason === "syntax error"
        ? "SyntaxError"
        : reason === "step limit" || reason === "time limit"
          ? "Timeout"
          : "Exception";
  const detail = error ?? (reason === "passes" ? undefined : reason);
  return { label, ...(detail === undefined ? {} : { detail }) };
}
