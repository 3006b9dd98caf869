import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AskOptions, Progress } from "../../../src/evaluate/AskOptions.js";
import { eachLine } from "../../../src/evaluate/run/eachLine.js";
import { runQuestions } from "../../../src/evaluate/run/runQuestions.js";
import { eachTokenScores } from "../../../src/evaluate/run/TokenScores.js";
import { type Fault, startServer, type TestServer } from "../../server/startServer.js";
import { smallSet } from "../set.js";

let server: TestServer;
const root = mkdtempSync(join(tmpdir(), "tracebook-asking-"));
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

let runs = 0;
const folder = (): string => join(root, `run-${runs++}`);
const model = (): string => `openai:test-model@${server.url}/v1`;
const run = (programs: number, options: Partial<AskOptions> = {}) =>
  runQuestions(smallSet(programs), model(), { out: folder(), ...options });

describe("asking a server over HTTP", () => {
  it("asks each question once, as many at a time as it may, and counts what it took", async () => {
    // Long enough that a busy machine still has that many under way at once.
    await server.setScript({ latencyMs: 300 });
    const seen: Progress[] = [];
    const { manifest, usage } = await run(40, { concurrency: 30, onProgress: p => seen.push(p) });
    const stats = await server.stats();
    expect(Object.values(stats.items).map(({ requests }) => requests)).toEqual(Array(200).fill(1));
    expect(stats.mostConcurrent).toBeGreaterThan(20);
    expect(stats.mostConcurrent).toBeLessThanOrEqual(30);
    expect(manifest).toMatchObject({ answered: 200, errors: 0, usage: { requests: 200, retries: 0 } });
    expect(usage.outputTokens).toBeGreaterThan(200);
    expect(seen[0]).toMatchObject({ done: 0, total: 200, concurrency: 20 });
    expect(seen.at(-1)).toMatchObject({ done: 200, concurrency: 30, inFlight: 0, etaMs: 0 });
    expect(seen.at(-1)?.score).toMatchObject({ n: 200, clusters: 40 });
  });

  it("answers every question in spite of failures, or says which one it was", async () => {
    const kinds: Fault[] = [
      "500",
      "502-html",
      "503",
      "half",
      "malformed",
      "empty",
      "reset",
      "429",
      "content-filter-error",
    ];
    await server.setScript({ faults: { rate: 0.3, seed: 3, kinds } });
    const { manifest, usage, folder: out } = await run(40, { concurrency: 20 });
    expect(manifest.answered + manifest.errors).toBe(200);
    expect(manifest.errors).toBeGreaterThan(0);
    expect(usage.retries).toBeGreaterThan(20);
    const faults = new Set<unknown>();
    let attempts = 0;
    await eachLine(join(out, "answers.jsonl"), line => {
      const row = JSON.parse(line);
      if (row.verdict === "error") faults.add(row.fault);
      attempts += row.attempts ?? 1;
    });
    expect([...faults]).toEqual(["refused by filter"]);
    expect((await server.stats()).requests).toBe(attempts);
  });

  it("waits for all when the server says how long, and asks fewer at a time", async () => {
    await server.setScript({
      faults: { rate: 0.1, seed: 1, kinds: ["429-retry-after"], perItemMost: 1 },
      retryAfter: "1",
    });
    let limit = 0;
    const { manifest } = await run(20, {
      onProgress: ({ concurrency = 0, done }) => {
        if (done === 100) limit = concurrency;
      },
    });
    expect(manifest).toMatchObject({ answered: 100, errors: 0 });
    expect(limit).toBeLessThan(60);
  });

  it.each([
    ["a wrong URL", () => `openai:test-model@${server.url}`, /wrong base URL: .*\/v1/],
    [
      "an unknown model",
      () => `openai:best@${server.url}/v1`,
      /does not know the model "best"; it offers test-model/,
    ],
    [
      "a server that is not there",
      () => "openai:test-model@http://127.0.0.1:9/v1",
      /cannot reach http:\/\/127\.0\.0\.1:9\/v1/,
    ],
  ])(
    "says before anything is asked what is wrong with %s, and makes no folder",
    async (_title, name, message) => {
      await server.setScript({});
      const out = folder();
      await expect(runQuestions(smallSet(2), name(), { out })).rejects.toThrow(message);
      expect(() => readFileSync(join(out, "manifest.json"))).toThrow(/ENOENT/);
      expect((await server.stats()).requests).toBe(0);
    },
  );

  it("stops at once when the key is refused in the middle of a run, keeps what it has and goes on with another", async () => {
    await server.setScript({ latencyMs: 5 });
    const out = folder();
    let changed: Promise<void> | undefined;
    const asked = runQuestions(smallSet(60), model(), {
      out,
      concurrency: 4,
      onProgress: ({ done }) => {
        if (done > 20) changed ??= server.setScript({ latencyMs: 5, key: "secret" }, { keepStats: true });
      },
    });
    await expect(asked).rejects.toMatchObject({
      fault: "authentication",
      message: expect.stringContaining("wants a key"),
    });
    await changed;
    await server.setScript({}, { keepStats: true });
    const { manifest: whole } = await runQuestions(smallSet(60), model(), { out });
    expect(whole).toMatchObject({ answered: 300, errors: 0 });
    const { items } = await server.stats();
    expect(Object.values(items).every(({ whole: answers }) => answers === 1)).toBe(true);
  });

  it("ends with one error when the server has stopped answering, instead of a row for each question", async () => {
    await server.setScript({ faults: { rate: 1, kinds: ["503"] } });
    const out = folder();
    const asked = runQuestions(smallSet(40), model(), { out, concurrency: 4, retries: 0 });
    await expect(asked).rejects.toThrow(
      /has stopped answering: 10 questions in a row failed, the last one after 1 attempts \(transient: .*503/,
    );
    expect(readFileSync(join(out, "answers.jsonl"), "utf8").trim().split("\n").length).toBeLessThan(20);
    await server.setScript({});
    const { manifest } = await runQuestions(smallSet(40), model(), { out });
    expect(manifest).toMatchObject({ answered: 200, errors: 0 });
  });

  it("stops within its budget of tokens, and goes on with a larger one", async () => {
    await server.setScript({ latencyMs: 5 });
    const out = folder();
    const first = await runQuestions(smallSet(40), model(), {
      out,
      maxTokensTotal: 5000,
      settings: { maxTokens: 20 },
    });
    const used = first.usage.inputTokens + first.usage.outputTokens;
    expect(first.stopped).toBe("budget");
    expect(used).toBeLessThan(5100);
    expect(used).toBeGreaterThan(4000);
    const again = await runQuestions(smallSet(40), model(), {
      out,
      maxTokensTotal: 5000,
      settings: { maxTokens: 20 },
    });
    expect([again.stopped, again.usage.requests]).toEqual(["budget", first.usage.requests]);
    const prices = { "openai:test-model*": { input: 1, output: 2 } };
    const rest = { out, prices, maxCost: 1, settings: { maxTokens: 20 } };
    const { manifest, usage, stopped } = await runQuestions(smallSet(40), model(), rest);
    expect([stopped, manifest.answered]).toEqual([undefined, 200]);
    expect(usage.cost).toBeCloseTo((usage.inputTokens + 2 * usage.outputTokens) / 1e6, 9);
    const bad = runQuestions(smallSet(1), model(), { out: folder(), prices: {}, maxCost: 1 });
    await expect(bad).rejects.toThrow(/--prices: no price for the model "openai:test-model@/);
  });

  it("takes completions from a cache that another run filled, each sample its own, with their usage and latency", async () => {
    await server.setScript({ latencyMs: 10 });
    const cache = join(root, "cache");
    const settings = { temperature: 1 };
    const first = await run(4, { cache, settings, samples: 2 });
    const asked = (await server.stats()).requests;
    const second = await run(4, { cache, settings, samples: 3 });
    expect([asked, (await server.stats()).requests]).toEqual([40, 60]);
    expect([first.usage.cacheHits, second.usage.cacheHits]).toEqual([0, 40]);
    expect(second.usage.requests).toBe(20);
    const rows = new Map<string, Record<string, unknown>>();
    for (const from of [first.folder, second.folder])
      await eachLine(join(from, "answers.jsonl"), line => {
        const { question, sample, cacheHit, ...row } = JSON.parse(line);
        const before = rows.get(`${question}:${sample}`);
        expect(cacheHit).toBe(before !== undefined);
        if (before !== undefined) expect(row).toEqual(before);
        rows.set(`${question}:${sample}`, row);
      });
    expect(rows.size).toBe(60);
    const other = await run(4, { cache, settings: { temperature: 0.5 } });
    expect(other.usage.cacheHits).toBe(0);
  });

  it("keeps the scores of sampled tokens beside the rows, which have their number and sum", async () => {
    await server.setScript({});
    const { folder: out } = await run(2, { settings: { logprobs: 2 } });
    const sums = new Map<string, number>();
    await eachTokenScores(out, ({ question, tokens }) => {
      sums.set(
        question,
        tokens.reduce((sum, { logprob = 0 }) => sum + logprob, 0),
      );
    });
    expect(sums.size).toBe(10);
    await eachLine(join(out, "answers.jsonl"), line => {
      const row = JSON.parse(line);
      expect(row.tokens).toBeGreaterThan(0);
      expect(row.logprob).toBeCloseTo(sums.get(row.question) as number, 9);
    });
  });

  it("reads and scores what a killed run had received, without asking again", async () => {
    await server.setScript({});
    const out = folder();
    const set = smallSet(4);
    await runQuestions(set, model(), { out });
    const file = join(out, "answers.jsonl");
    const rows = readFileSync(file, "utf8").trim().split("\n");
    const received = rows.slice(12).map(line => {
      const { question, sample, prompt, completion, finish, served, inputTokens, outputTokens, latencyMs } =
        JSON.parse(line);
      const given = { text: completion, finish, served, inputTokens, outputTokens, latencyMs };
      return JSON.stringify({
        schema: "tracebook/received@1",
        question,
        sample,
        prompt,
        completion: given,
        attempts: 1,
        latencyMs,
      });
    });
    writeFileSync(file, `${rows.slice(0, 12).join("\n")}\n${rows[12].slice(0, 40)}`);
    writeFileSync(join(out, "received.jsonl"), `${received.join("\n")}\n{"schema":"tracebook/rec`);
    await server.setScript({});
    const { manifest } = await runQuestions(set, model(), { out });
    expect([manifest.answered, (await server.stats()).requests]).toEqual([20, 0]);
    expect(readFileSync(file, "utf8").trim().split("\n").sort()).toEqual([...rows].sort());
  });
});
