import { describe, expect, it } from "vitest";
import { scoredOfLogits } from "../../../src/lens/scored/scoredOfLogits.js";
import { seededRandom } from "../../../src/questions/random.js";

const TEXT = "abcd";
const SPANS = {
  start: Int32Array.of(0, 1, 2, 3),
  end: Int32Array.of(1, 2, 3, 4),
  special: new Uint8Array(4),
};
const IDS = [0, 1, 2, 3];
const SIZE = 6;

/** Rows of numbers that are surely no probabilities. */
function rows(key: string): Float32Array {
  const { next } = seededRandom(key);
  return Float32Array.from({ length: 4 * SIZE }, () => next() * 20 - 10);
}

function softmax(data: ArrayLike<number>, stride: number, of: (i: number) => number[]): Float64Array {
  const out = Float64Array.from(data, Math.exp);
  for (let i = 0; i < stride; i++) {
    const at = of(i);
    const sum = at.reduce((all, j) => all + out[j], 0);
    for (const j of at) out[j] /= sum;
  }
  return out;
}

const byRow = (data: ArrayLike<number>) => softmax(data, 4, t => IDS.concat(4, 5).map(v => t * SIZE + v));
const byColumn = (data: ArrayLike<number>) => softmax(data, SIZE, v => IDS.map(t => t * SIZE + v));
const dims = [4, SIZE];

describe("a scored text from logits", () => {
  it("takes token t's score from row t - 1, with rank, entropy and alternatives as by hand", () => {
    const data = rows("hand");
    const p = byRow(data);
    const scored = scoredOfLogits(TEXT, SPANS, IDS, { data, dims }, { top: 3 });
    expect(scored.logprobs[0]).toBeNaN();
    expect(scored.alternatives?.[0]).toEqual([]);
    for (let t = 1; t < 4; t++) {
      const row = [...p.slice((t - 1) * SIZE, t * SIZE)];
      expect(scored.logprobs[t]).toBeCloseTo(Math.log(row[t]), 12);
      expect(scored.ranks?.[t]).toBe(1 + row.filter(each => each > row[t]).length);
      expect(scored.entropies?.[t]).toBeCloseTo(
        -row.reduce((sum, each) => sum + each * Math.log(each), 0),
        12,
      );
      const sorted = row.map((each, id) => [id, each] as const).sort((a, b) => b[1] - a[1]);
      expect(scored.alternatives?.[t].map(({ id }) => id)).toEqual(sorted.slice(0, 3).map(([id]) => id));
      expect(Math.exp(scored.alternatives?.[t][0].logprob ?? 0)).toBeCloseTo(sorted[0][1], 12);
    }
    expect(scored.notes?.[0]).toBe("The first token has no probability: nothing stands before it.");
  });

  it("is the same for logits of any size and shift, and for log-probabilities and probabilities", () => {
    const data = rows("shift");
    const base = scoredOfLogits(TEXT, SPANS, IDS, { data, dims }).logprobs;
    const p = byRow(data);
    const far = Float64Array.from(data, x => x + 1e6);
    const others = [
      scoredOfLogits(TEXT, SPANS, IDS, { data: far, dims }),
      scoredOfLogits(TEXT, SPANS, IDS, { data: p, dims }, { values: "probabilities" }),
      scoredOfLogits(TEXT, SPANS, IDS, { data: p.map(Math.log), dims }, { values: "logprobs" }),
      scoredOfLogits(TEXT, SPANS, IDS, { data, dims: [1, ...dims] }),
    ];
    for (const { logprobs } of others)
      for (let t = 1; t < 4; t++) expect(Math.abs(logprobs[t] - base[t])).toBeLessThan(1e-9);
  });

  it("does not overflow where one logit is far above the others, and keeps a probability of 0 finite", () => {
    const data = new Float32Array(4 * SIZE).fill(-3e38);
    for (let t = 0; t < 4; t++) data[t * SIZE + ((t + 1) % SIZE)] = 3e38;
    const { logprobs, entropies } = scoredOfLogits(TEXT, SPANS, IDS, { data, dims });
    expect([...logprobs.slice(1)]).toEqual([0, 0, 0]);
    expect([...(entropies?.slice(1) ?? [])]).toEqual([0, 0, 0]);
    const one = new Float64Array(4 * SIZE);
    for (let t = 0; t < 4; t++) one[t * SIZE] = 1;
    const sure = scoredOfLogits(TEXT, SPANS, IDS, { data: one, dims }, { values: "probabilities" });
    expect([...sure.logprobs.slice(1)]).toEqual([-104, -104, -104]);
  });

  it.each([
    ["NaN", Number.NaN],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["-Infinity", Number.NEGATIVE_INFINITY],
  ])("refuses %s among logits, naming row and id", (name, value) => {
    const data = rows("finite");
    data[2 * SIZE + 5] = value;
    expect(() => scoredOfLogits(TEXT, SPANS, IDS, { data, dims })).toThrow(`row 2, id 5 is ${name}`);
  });

  it("refuses probabilities that were normalised over the tokens, whatever they are said to be", () => {
    const data = byColumn(rows("axis"));
    const wanted =
      /the 6 columns sum to 1, the 4 rows do not \(row 0: [\d.]+\): they were normalised over the tokens/;
    for (const values of ["logits", "probabilities"] as const)
      expect(() => scoredOfLogits(TEXT, SPANS, IDS, { data, dims }, { values })).toThrow(wanted);
    const logs = data.map(Math.log);
    expect(() => scoredOfLogits(TEXT, SPANS, IDS, { data: logs, dims }, { values: "logprobs" })).toThrow(
      wanted,
    );
  });

  it("refuses probabilities in place of logits, and logits in place of probabilities", () => {
    const data = rows("place");
    expect(() => scoredOfLogits(TEXT, SPANS, IDS, { data: byRow(data), dims })).toThrow(
      'every row sums to 1: these are probabilities; give { values: "probabilities" }',
    );
    expect(() => scoredOfLogits(TEXT, SPANS, IDS, { data, dims }, { values: "probabilities" })).toThrow(
      /the probabilities of row 0 sum to .*, not to 1 over 6 tokens/,
    );
  });

  it("refuses shapes that do not fit, and ids of another vocabulary", () => {
    const data = rows("shape");
    expect(() => scoredOfLogits(TEXT, SPANS, IDS, { data, dims: [SIZE, 4] })).toThrow(
      "6 rows (6 × 4), 4 ids and 4 spans",
    );
    expect(() => scoredOfLogits(TEXT, SPANS, IDS, { data, dims: [4, 5] })).toThrow(
      "24 numbers in the shape 4 × 5",
    );
    expect(() => scoredOfLogits(TEXT, SPANS, [0, 1, 6, 2], { data, dims })).toThrow(
      "token 2 has id 6, the rows have 6 entries",
    );
  });

  it("says so where the model is worse than one that knows nothing, as rows shifted by one make it", () => {
    // Each row is sure of its own token: right for t, and shifted by one for t + 1.
    const data = new Float32Array(4 * SIZE).fill(-20);
    for (let t = 0; t < 4; t++) data[t * SIZE + t] = 20;
    const { notes } = scoredOfLogits(TEXT, SPANS, IDS, { data, dims });
    expect(notes?.[1]).toMatch(/^The mean loss of 40\.00 nats over 3 tokens is above ln 6 = 1\.79/);
  });

  it("leaves special tokens without a score", () => {
    const spans = { ...SPANS, special: Uint8Array.of(1, 0, 0, 0) };
    const { logprobs, notes } = scoredOfLogits(TEXT, spans, IDS, { data: rows("special"), dims });
    expect([...logprobs].map(Number.isNaN)).toEqual([true, false, false, false]);
    expect(notes?.some(note => note.startsWith("The first"))).toBe(false);
  });
});
