import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type CorpusDocument, LONGEST_DOCUMENT } from "../../../src/datasets/corpus/FamilyCorpusOptions.js";
import { writeCorpus } from "../../../src/datasets/corpus/writeCorpus.js";
import { parse } from "../../../src/program/parse.js";
import { SourceError } from "../../../src/program/SourceError.js";
import { readTraceText } from "../../../src/questions/dialect/readTraceText.js";
import { closePool } from "../../../src/trace/trace.js";

const folder = mkdtempSync(join(tmpdir(), "tracebook-corpus-"));
const at = (name: string): string => join(folder, name);
const base = { seed: 5, n: 8, split: "train", calls: 2, concurrency: 2 } as const;
const read = (name: string): CorpusDocument[] =>
  readFileSync(at(name), "utf8")
    .trimEnd()
    .split("\n")
    .map(line => JSON.parse(line));

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await closePool();
});

/** Source of a document, its labels taken off. */
function sourceOf({ kind, text }: CorpusDocument): string {
  if (kind === "source") return text;
  const lines = text.split("\n");
  const from = lines.indexOf("#code") + 1;
  const to = lines.findIndex((line, i) => i >= from && !/^@\d+ (?!k=)/.test(line));
  return lines
    .slice(from, to < 0 ? undefined : to)
    .map(line => line.replace(/^@\d+ /, ""))
    .join("\n");
}

describe("a corpus", () => {
  it("has the same bytes on every run, also when it was stopped on the way", {
    timeout: 120_000,
  }, async () => {
    const done = await writeCorpus({ ...base, kind: "trace", ids: true }, at("a.jsonl"));
    expect(done.kept).toBe(8);
    expect(existsSync(at("a.jsonl.part")) || existsSync(at("a.jsonl.part.programs"))).toBe(false);
    for (const until of [3, 6]) {
      const stop = new AbortController();
      const stopped = writeCorpus(
        { ...base, kind: "trace", ids: true, signal: stop.signal },
        at("b.jsonl"),
        ({ kept }) => kept === until && stop.abort(new Error("enough")),
      );
      await expect(stopped).rejects.toThrow("enough");
      expect(existsSync(at("b.jsonl"))).toBe(false);
      // A crash may leave half a document, and half a line of the account.
      writeFileSync(at("b.jsonl.part"), '{"half', { flag: "a" });
      writeFileSync(at("b.jsonl.part.programs"), '{"skel', { flag: "a" });
    }
    const again = await writeCorpus({ ...base, kind: "trace", ids: true }, at("b.jsonl"));
    expect(readFileSync(at("b.jsonl"), "utf8")).toBe(readFileSync(at("a.jsonl"), "utf8"));
    expect(again).toEqual(done);
  });

  it("has documents that read back: sources parse, traces are whole, tokens are counted", () => {
    const documents = read("a.jsonl");
    expect(documents.length).toBeGreaterThan(10);
    for (const document of documents) {
      const { text, tokens, ids, kind, rows } = document;
      expect(() => parse(sourceOf(document)), text).not.toThrow();
      expect(ids).toHaveLength(tokens);
      expect([ids?.[0], ids?.at(-1)]).toEqual([1, 2]);
      expect(tokens).toBeLessThanOrEqual(LONGEST_DOCUMENT);
      if (kind !== "trace") expect(text).not.toContain("#trace");
      else {
        const written = readTraceText(text.slice(text.indexOf("#trace")));
        expect(written.malformed, text).toBeUndefined();
        expect(written.rows).toHaveLength(rows);
      }
    }
    expect(new Set(documents.map(({ kind }) => kind)).has("trace")).toBe(true);
  });

  it("shows no step of a trace in the twin without traces, for the same programs and calls", {
    timeout: 120_000,
  }, async () => {
    await writeCorpus({ ...base, kind: "direct" }, at("direct.jsonl"));
    const twin = read("direct.jsonl");
    expect(twin.map(({ id }) => id)).toEqual(read("a.jsonl").map(({ id }) => id));
    for (const { text, kind, ids } of twin) {
      expect(ids).toBeUndefined();
      expect(text).not.toMatch(/#trace|#return|^@\d+ k=\d+ ./m);
      if (kind === "direct") expect(text).toContain("#ask ");
    }
  });

  it("refuses a file that is there, other options for a part, and a folder that is not", async () => {
    const run = (file: string, seed = 5): Promise<unknown> =>
      writeCorpus({ ...base, seed, kind: "trace" }, at(file));
    await expect(run("a.jsonl")).rejects.toThrow(SourceError);
    writeFileSync(at("c.jsonl.part.programs"), `${JSON.stringify({ corpus: 1, seed: 9 })}\n`);
    await expect(run("c.jsonl")).rejects.toThrow("other options");
    await expect(run("none/d.jsonl")).rejects.toThrow("cannot be written");
  });
});
