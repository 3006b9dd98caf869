import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attentionOnNodes } from "../../../src/lens/layers/attentionOnNodes.js";
import { headSummaries } from "../../../src/lens/layers/headSummaries.js";
import { madeAligned, madePatterns } from "./made.js";

const source = 'def f(total):\n    return g("é", total)\n';
const aligned = madeAligned(source);
const { nodes } = aligned.source;
const patterns = madePatterns(aligned.scored, [
  [0, 0],
  [1, 3],
]);
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

describe("attention on nodes", () => {
  test("every share falls somewhere: own, special and outside are 1, and the root has all inside", () => {
    for (let token = 0; token < aligned.owner.length; token++) {
      const on = attentionOnNodes(patterns, aligned, { token, head: 1 });
      expect(sum(on.own) + on.special + on.outside).toBeCloseTo(1, 5);
      expect(on.total[0]).toBeCloseTo(1, 5);
      expect(sum(on.tokens)).toBeCloseTo(1, 5);
    }
  });

  test("a token's share is cut by bytes: half of ` f` is the gap's, half the name's", () => {
    const one = madePatterns(aligned.scored, [[0, 0]], { weight: (_h, _q, key) => (key === 1 ? 1 : 0) });
    const first = madePatterns(aligned.scored, [[0, 0]], {
      weight: (_h, q, key) => (key === Math.min(q, 1) ? 1 : 0),
    });
    expect(() => attentionOnNodes(one, aligned, { token: 0 })).toThrow(/sums to NaN, not to 1/);
    const on = attentionOnNodes(first, aligned, { token: 3, head: 0 });
    const name = nodes.find(n => n.category === "name" && n.start === 4)!;
    expect(on.own[name.id]).toBe(0.5);
    expect(on.own[name.parent]).toBe(0.5);
    expect(on.total[name.parent]).toBe(1);
  });

  test("a node's query is the mean over the tokens it owns, no head the mean over heads", () => {
    const call = nodes.find(n => n.type === "call")!;
    const tokens = [...aligned.owner.keys()].filter(
      t => aligned.owner[t]! >= call.id && aligned.owner[t]! <= call.last,
    );
    const on = attentionOnNodes(patterns, aligned, { node: call.id });
    expect(on.positions).toEqual(tokens);
    const mean = new Float64Array(nodes.length);
    for (const head of [0, 1])
      for (const token of tokens)
        attentionOnNodes(patterns, aligned, { token, head }).own.forEach((share, n) => {
          mean[n] = mean[n]! + share / tokens.length / 2;
        });
    mean.forEach((share, n) => {
      expect(on.own[n]).toBeCloseTo(share, 6);
    });
  });

  test("what predicts a token is the row before it", () => {
    const before = attentionOnNodes(patterns, aligned, { token: 5, at: "predicts", head: 0 });
    const reads = attentionOnNodes(patterns, aligned, { token: 4, head: 0 });
    expect(before.own).toEqual(reads.own);
    expect(() => attentionOnNodes(patterns, aligned, { token: 0, at: "predicts" })).toThrow(
      /nothing predicts the first token/,
    );
  });

  test("a beginning-of-text token before the text takes its share as special, and predicts the first token", () => {
    const led = madePatterns(aligned.scored, [[0, 0]], {
      lead: "<bos>",
      weight: (_h, _q, key) => (key === 0 ? 3 : 1),
    });
    const on = attentionOnNodes(led, aligned, { token: 2, head: 0 });
    expect(on.special).toBeCloseTo(3 / 6, 6);
    expect(on.total[0]).toBeCloseTo(3 / 6, 6);
    expect(attentionOnNodes(led, aligned, { token: 0, at: "predicts" }).special).toBe(1);
  });

  test.each([
    [{}, /give either a token or a node/],
    [{ token: 1, node: 1 }, /give either a token or a node/],
    [{ token: 99 }, /token must be within 0\.\.\d+, not 99/],
    [{ node: 999 }, /node must be within 0\.\.\d+, not 999/],
    [{ token: 1, head: 7 }, /head must be within 0\.\.1, not 7/],
    [{ token: 1, at: "sees" as "reads" }, /at must be "reads" or "predicts", not "sees"/],
  ])("a wrong query is named: %j", (query, message) => {
    expect(() => attentionOnNodes(patterns, aligned, query)).toThrow(message);
  });

  test("sums are kept for any text and tokenizer", () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: "binary", minLength: 1, maxLength: 40 })
          .filter(text => !/\p{Surrogate}/u.test(text)),
        fc.constantFrom("python" as const, "javascript" as const),
        fc.nat(),
        (text, language, pick) => {
          const own = madeAligned(text, language);
          const token = pick % own.owner.length;
          const on = attentionOnNodes(madePatterns(own.scored, [[0, 0]]), own, { token });
          expect(sum(on.own) + on.special + on.outside).toBeCloseTo(1, 5);
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });
});

describe("head summaries", () => {
  const T = aligned.owner.length;
  test("a head of even attention has the greatest entropy and is nowhere above its baselines", () => {
    const [even] = headSummaries(madePatterns(aligned.scored, [[2, 1]], { weight: () => 1 }), aligned);
    expect(even).toMatchObject({ layer: 2, head: 1 });
    expect(even!.entropy).toBeCloseTo(even!.maximum, 5);
    expect(even!.sameName).toBeCloseTo(even!.sameNameEven!, 6);
    let first = 0;
    for (let q = 1; q < T; q++) first += 1 / (q + 1) / (T - 1);
    expect(even!.first).toBeCloseTo(first, 6);
    expect(even!.previous).toBeCloseTo(first, 6);
    expect(even!.self).toBeCloseTo(first, 6);
  });

  test("heads that look at one thing only are told by it", () => {
    const token = (text: string, nth: number): number => {
      const at = source.split(text).slice(0, nth).join(text).length;
      return aligned.scored.spans.start.filter(start => start <= at).length - 1;
    };
    const [a, b] = [token("total", 1), token("total", 2)];
    expect(a).not.toBe(b);
    const [previous, sink, same] = headSummaries(
      madePatterns(
        aligned.scored,
        [
          [0, 0],
          [0, 1],
          [0, 2],
        ],
        {
          weight: (head, q, key) =>
            (head === 0 ? key === Math.max(0, q - 1) : head === 1 ? key === 0 : key === (q === b ? a : q))
              ? 1
              : 0,
        },
      ),
      aligned,
    );
    expect(previous!.previous).toBe(1);
    expect(previous!.entropy).toBeCloseTo(0, 10);
    expect(sink!.first).toBe(1);
    expect(same!.sameNameQueries).toBe(1);
    expect(same!.sameName).toBe(1);
    expect(same!.sameNameEven).toBeCloseTo(1 / (b + 1), 10);
    expect(previous!.sameName).toBe(0);
  });

  test("where no name comes twice the share is undefined, not 0", () => {
    const once = madeAligned("a = b\n");
    const [summary] = headSummaries(madePatterns(once.scored, [[0, 0]]), once);
    expect(summary!.sameNameQueries).toBe(0);
    expect(summary!.sameName).toBeUndefined();
    expect(summary!.induction).toBeUndefined();
  });
});
