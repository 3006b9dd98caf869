import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { RecordOptions } from "../../src/trace/format/TraceHeader.js";
import { closePool, trace } from "../../src/trace/trace.js";
import { stdout } from "./stdout.js";

afterAll(() => closePool());

const folder = join(import.meta.dirname, "../corpus");
const expected: Record<string, string> = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));

type Known = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Lines known to differ, by file and 1-based line, with what is printed instead. In `any` way of recording: V8 words
 * the call sites of wrapped expressions differently; in modules, functions of an import cycle are not there before
 * their module runs, imports have no dead zone, and `arguments` exists. With `reads`: V8 names the hook that read
 * the value.
 */
const known: { readonly any: Known; readonly reads: Known } = JSON.parse(
  readFileSync(join(import.meta.dirname, "knownLines.json"), "utf8"),
);

const ways: readonly (readonly [string, Partial<RecordOptions>])[] = [
  ["plainly", {}],
  ["without the heap", { heap: false }],
  ["with reads", { reads: true }],
  ["with audit", { audit: true }],
];

describe.each(ways)("the language corpus prints what plain Node prints, recorded %s", (_, record) => {
  test.each(Object.keys(expected))("%s", async file => {
    // `import.meta` is refused; the one place in the corpus only asks for its type.
    const source = readFileSync(join(folder, file), "utf8").replace("typeof import.meta", "typeof ({})");
    const t = await trace(source, {
      file,
      sourceType: file.endsWith(".mjs") ? "module" : "commonjs",
      folder,
      record,
      limits: { wallMs: 60_000, steps: 10_000_000, outputChars: 10_000_000, stringChars: 1_000_000 },
    });
    const instead = { ...known.any[file], ...(record.reads ? known.reads[file] : {}) };
    const lines = expected[file].split("\n").map((line, i) => instead[i + 1] ?? line);
    expect(stdout(t).split("\n")).toEqual(lines);
    expect(t.footer.outcome.kind).toBe("return");
  });
});

test("the known differences are few, and each is one", () => {
  const count = (list: Known): number => Object.values(list).flatMap(lines => Object.keys(lines)).length;
  expect(Object.keys(known.any)).toEqual(["error-messages-exotic.js", "module-live-bindings.mjs"]);
  expect(count(known.any)).toBe(5);
  expect(Object.keys(known.reads)).toEqual(["error-messages-exotic.js", "error-messages.js"]);
  for (const list of [known.any, known.reads]) {
    for (const [file, lines] of Object.entries(list)) {
      const plain = expected[file].split("\n");
      for (const [line, text] of Object.entries(lines)) expect(plain[Number(line) - 1]).not.toBe(text);
    }
  }
  // Nothing but a message may name a hook.
  const texts = Object.values(known.reads).flatMap(lines => Object.values(lines));
  for (const text of texts) expect(text).toMatch(/^TypeError: .*\$\$[go]/);
});
