import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readTrace } from "../../src/trace/format/readTrace.js";
import { traceHash } from "../../src/trace/format/traceHash.js";
import { trace } from "../../src/trace/trace.js";
import { traceToFile } from "../../src/trace/traceToFile.js";

const folder = mkdtempSync(join(tmpdir(), "tracebook-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const source = `function count(n) { let text = ""; for (let i = 0; i < n; i++) text += i % 10; return text.length; }`;

test("a trace streamed to disk is the trace kept in memory, hash and all", async () => {
  const path = join(folder, "count.trace");
  const options = { call: "count(30000)", limits: { stringChars: 20 } };
  const footer = await traceToFile(source, path, options);
  const kept = await trace(source, options);
  expect(footer).toEqual(kept.footer);
  const read = readTrace(path);
  expect(read.columns.rows).toBeGreaterThan(200_000);
  expect(traceHash(read)).toBe(kept.footer.sha256);
  expect(existsSync(`${path}.partial`)).toBe(false);
});

test("a fault in the program leaves no file", async () => {
  const path = join(folder, "fault.trace");
  await expect(traceToFile("let = ;", path)).rejects.toThrow(/program\.js:1:/);
  expect(existsSync(path)).toBe(false);
  expect(existsSync(`${path}.partial`)).toBe(false);
});

test("a run that is cancelled leaves no file", async () => {
  const path = join(folder, "cancelled.trace");
  const abort = new AbortController();
  const running = traceToFile("for (;;) {}", path, {
    limits: { steps: 100_000_000, wallMs: 60_000 },
    signal: abort.signal,
  });
  setTimeout(() => abort.abort(), 300);
  await expect(running).rejects.toThrow(/abort/i);
  expect(existsSync(path)).toBe(false);
  expect(existsSync(`${path}.partial`)).toBe(false);
});
