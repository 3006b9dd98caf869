import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { RecordOptions } from "../../src/trace/format/TraceHeader.js";
import { closePool, trace } from "../../src/trace/trace.js";
import { stdout } from "./stdout.js";

afterAll(() => closePool());

const folder = join(import.meta.dirname, "../corpus");
const expected: Record<string, string> = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));

/** Lines known to differ, by file: V8 words the call sites of wrapped expressions differently. */
const KNOWN: Readonly<Record<string, readonly { plain: string; traced: string }[]>> = {};

const ways: readonly (readonly [string, Partial<RecordOptions>])[] = [
  ["plainly", {}],
  ["without the heap", { heap: false }],
  ["with reads", { reads: true }],
  ["with audit", { audit: true }],
];

describe.each(ways)("the language corpus prints what plain Node prints, recorded %s", (_, record) => {
  test.each(Object.keys(expected))("%s", async file => {
    const t = await trace(readFileSync(join(folder, file), "utf8"), {
      file,
      sourceType: file.endsWith(".mjs") ? "module" : "commonjs",
      folder,
      record,
      limits: { wallMs: 60_000, steps: 10_000_000, outputChars: 10_000_000, stringChars: 1_000_000 },
    });
    const plain = expected[file].split("\n");
    const traced = stdout(t).split("\n");
    const differing = plain.flatMap((line, i) =>
      line === traced[i] ? [] : [{ plain: line, traced: traced[i] }],
    );
    expect(differing).toEqual(KNOWN[file] ?? []);
    expect(traced.length).toBe(plain.length);
    expect(t.footer.outcome.kind).toBe("return");
  });
});
