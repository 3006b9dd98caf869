import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DATA } from "../../program/published.js";

/** A published program and the call it is run by. */
export interface PublishedProgram {
  readonly id: string;
  readonly source: string;
  readonly call: string;
}

const FILES = {
  cruxeval: "cruxeval/cruxeval.jsonl",
  reval: "reval/DREval_data.jsonl",
  oop: "coconut/oop_sources.json",
} as const;

/** The Python programs of a published work; skips the test, and says why, when the data is absent. */
export function programsOf(
  work: keyof typeof FILES,
  context: { skip(note?: string): never },
): PublishedProgram[] {
  const path = join(DATA, FILES[work]);
  if (!existsSync(path)) {
    console.warn(`skipped: no published data at ${path} (set TRACEBOOK_DATA)`);
    context.skip(`no published data at ${path}`);
  }
  const text = readFileSync(path, "utf8");
  if (work === "oop") {
    return Object.entries(JSON.parse(text) as Record<string, string>).map(([id, source]) => ({
      id,
      source,
      call: "",
    }));
  }
  return text
    .trim()
    .split("\n")
    .map(row => {
      const { id, task_id, code, input, entry_point, inputs } = JSON.parse(row);
      if (work === "cruxeval") return { id, source: code, call: `f(${input})` };
      const first = (inputs as string[])[0];
      const callable = first?.startsWith("(") && entry_point;
      return { id: task_id, source: code, call: callable ? `${entry_point}(*${first})` : "" };
    });
}
