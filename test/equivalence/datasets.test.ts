import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { loadDataset } from "../../src/datasets/loadDataset.js";
import { packagedFolder } from "../../src/datasets/packaged.js";
import { literal } from "../../src/trace/derive/literal.js";
import { outcomeValue } from "../../src/trace/derive/outcomeValue.js";
import { closePool, trace } from "../../src/trace/trace.js";
import { stdout } from "./stdout.js";

afterAll(() => closePool());

interface Expected {
  readonly call: string;
  readonly outcome: "return" | "throw";
  /** `util.inspect` of the value, or `Name: message` of the exception. */
  readonly value: string;
  /** Absent where no literal says the value. */
  readonly literal?: string;
  readonly output: string;
}

const expected: Record<string, Expected[]> = JSON.parse(
  readFileSync(join(packagedFolder(), "tracebook-js", "expected.json"), "utf8"),
);
const { programs } = loadDataset("tracebook-js");

describe("datasets/tracebook-js: every call ends, prints and gives what it does in plain Node", () => {
  test("has an expectation for each of the 771 calls", () => {
    const calls = programs.flatMap(({ id, calls }) => calls.map(call => `${id} ${call}`));
    expect(Object.entries(expected).flatMap(([id, list]) => list.map(e => `${id} ${e.call}`))).toEqual(calls);
    expect(calls).toHaveLength(771);
  });

  test.each(programs)("$id", async ({ id, source, file, language, siblings }) => {
    const files = Object.fromEntries(siblings.map(s => [s.file, s.source]));
    for (const { call, outcome, value, literal: text, output } of expected[id]) {
      const t = await trace(source, { file, language, files, call });
      const end = t.footer.outcome;
      expect(end.kind, call).toBe(outcome);
      expect(stdout(t), call).toBe(output);
      // A string that is thrown has no name; it is shown as itself.
      const thrown = end.kind === "throw" && end.name === "string" ? `'${end.message}'` : undefined;
      if (end.kind === "throw") expect(thrown ?? `${end.name}: ${end.message}`, call).toBe(value);
      else expect(literal(outcomeValue(t)!), call).toBe(text);
    }
  });
});
