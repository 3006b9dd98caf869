// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are programs.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { TiktokenEncoding } from "tiktoken";
import { describe, expect, test } from "vitest";
import type { Aligned, AlignedSource, AlignPolicy } from "../../../src/lens/align/Aligned.js";
import { align } from "../../../src/lens/align/align.js";
import { compareScored } from "../../../src/lens/align/compareScored.js";
import { decomposeLoss } from "../../../src/lens/align/decomposeLoss.js";
import { ownScores } from "../../../src/lens/align/ownScores.js";
import { scoreNodes } from "../../../src/lens/align/scoreNodes.js";
import { segmentsOf } from "../../../src/lens/align/segmentsOf.js";
import type { ScoredText } from "../../../src/lens/scored/ScoredText.js";
import { parseLoose } from "../../../src/program/loose/parseLoose.js";
import type { Language } from "../../../src/program/Program.js";
import { parse } from "../../../src/program/parse.js";
import { ES2017, ES2017_MODULES, MODERN, MODERN_MODULES } from "../../program/sources.js";
import { scored } from "./encode.js";

const VOCABULARIES: readonly TiktokenEncoding[] = ["gpt2", "p50k_base", "cl100k_base", "o200k_base"];
const LANGUAGES: readonly Language[] = ["javascript", "typescript", "python"];
const POLICIES: readonly AlignPolicy[] = ["primary", "split", "any", "within"];

/** Pieces of code and of Unicode, put together at random: whole programs, broken ones, and no programs at all. */
const words = [
  "def f(a, b=1):\n    return a + b\n",
  "if x == 'é':\n\tprint(x)\n",
  "for (let i = 0; i < n; i++) { s += `a${i}🐍`; }\n",
  "const f = async ({ a, ...rest }) => [a, rest];\n",
  "interface A<T> { x?: Map<string, T[]> }\n",
  "class B(A):\r\n    pass\r\n",
  "# 注释\n",
  "// ñ\n",
  'x = f"{y!r:>{w}}"\n',
  "\ufeff",
  "\u2028",
  "\u00a0",
  "🇩🇪👨‍👩‍👧",
  "\ud83d",
  "    ",
  "\t",
  "):",
  "});",
  "\\\n",
  "\0",
  "((((",
  "'''",
];
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(...words),
      fc.string({ unit: "binary", maxLength: 8 }),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 9 },
  )
  .map(parts => parts.join(""));

/** Shows the lines of a source with numbers in front, as prompts do. */
function numbered(source: AlignedSource): { readonly text: string; readonly source: AlignedSource } {
  const lines = source.source.split(/(?<=\n)/);
  const pieces: [number, number, number][] = [];
  let text = "Program:\n";
  let shown = 0;
  for (const [i, line] of lines.entries()) {
    text += `${i + 1} `;
    pieces.push([Buffer.byteLength(text), shown, Buffer.byteLength(line)]);
    shown += Buffer.byteLength(line);
    text += line;
  }
  return { text: `${text}\nWhat?`, source: { ...source, pieces } };
}

/** A random program with random scores in random tokens. */
const cases = fc.record({
  text: texts,
  language: fc.constantFrom(...LANGUAGES),
  name: fc.constantFrom(...VOCABULARIES),
  seed: fc.string({ maxLength: 4 }),
  inPrompt: fc.boolean(),
});

function alignedOf({
  text,
  language,
  name,
  seed,
  inPrompt,
}: {
  text: string;
  language: Language;
  name: TiktokenEncoding;
  seed: string;
  inPrompt: boolean;
}): Aligned {
  const source = parseLoose(text, { language });
  // A lone surrogate beside another half would become one character.
  const prompt = inPrompt ? numbered(source) : { text, source };
  return align(prompt.source, withEntropies(scored(prompt.text, name, { seed })));
}

/** Entropies of all tokens but the fifth. */
function withEntropies(text: ScoredText): ScoredText {
  return { ...text, entropies: text.logprobs.map((p, i) => (i === 4 ? Number.NaN : -p / 2 + 0.1)) };
}

/** Tokens of a node and their weights, looked up token by token: what scores must come to. */
function tokensOf(
  aligned: Aligned,
  id: number,
  policy: AlignPolicy,
): [token: number, weight: number, bytes: number][] {
  const { source, scored, pieceStart, pieceNode, pieceBytes, owner, trivia } = aligned;
  const { start, end } = scored.spans;
  const node = source.nodes[id];
  const inside = (other: number): boolean => other >= id && other <= node.last;
  const found: [number, number, number][] = [];
  for (let token = 0; token < start.length; token++) {
    if (trivia[token] === 1) continue;
    const length = end[token] - start[token];
    let touched = 0;
    for (let piece = pieceStart[token]; piece < pieceStart[token + 1]; piece++) {
      if (inside(pieceNode[piece])) touched += pieceBytes[piece];
    }
    if (policy === "primary" && owner[token] >= 0 && inside(owner[token])) found.push([token, 1, length]);
    if (policy === "any" && touched > 0) found.push([token, 1, length]);
    if (policy === "split" && touched > 0) found.push([token, touched / length, touched]);
    if (policy === "within" && wholly(aligned, token, id)) found.push([token, 1, length]);
  }
  return found;
}

/** Whether a token, without the white space in front, is inside of a node: by bytes, not by pieces. */
function wholly({ source, scored }: Aligned, token: number, id: number): boolean {
  const bytes = Buffer.from(scored.text);
  const { start, end } = scored.spans;
  const own = [...bytes.subarray(start[token], end[token])].map((_, i) => start[token] + i);
  const regions = source.pieces ?? [[0, 0, bytes.length] as const];
  const nodes = source.nodes;
  const inSource = (byte: number): number => {
    for (const [text, at, length] of regions)
      if (byte >= text && byte < text + length) return byte - text + at;
    return -1;
  };
  const space = /\s/;
  const white = (byte: number): boolean => {
    // The character a byte is of, by decoding the text up to its end.
    let from = byte;
    while (from > 0 && (bytes[from] & 0xc0) === 0x80) from--;
    let to = byte + 1;
    while (to < bytes.length && (bytes[to] & 0xc0) === 0x80) to++;
    const at = inSource(byte);
    const text = bytes.subarray(from, to).toString();
    if (at < 0) return /^[ \t\n\r\f\v]$/.test(text);
    return (
      space.test(text) && !nodes.some(n => n.id > 0 && n.last === n.id && n.byteStart <= at && at < n.byteEnd)
    );
  };
  const first = own.findIndex(byte => !white(byte));
  return own.slice(Math.max(0, first)).every(byte => {
    const at = inSource(byte);
    return at >= 0 && at >= nodes[id].byteStart && at < nodes[id].byteEnd;
  });
}

const close = (found: number | undefined, expected: number): void => {
  expect(Math.abs(found! - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
};

describe("over any text in three languages and four tokenizers", () => {
  test("segments, pieces and owners keep every byte and every token", () => {
    fc.assert(
      fc.property(cases, one => {
        const aligned = alignedOf(one);
        const { source, scored, pieceStart, pieceShare, pieceBytes, pieceByte, pieceNode, owner } = aligned;
        const bytes = Buffer.byteLength(source.source);
        const segments = segmentsOf(source.nodes, bytes);
        expect(segments.start[0]).toBe(0);
        expect(segments.start[segments.count]).toBe(bytes);
        for (let i = 0; i < segments.count; i++)
          expect(segments.start[i + 1]).toBeGreaterThan(segments.start[i]);
        let shown = 0;
        const { start, end } = scored.spans;
        expect(end[end.length - 1] ?? 0).toBe(Buffer.byteLength(scored.text));
        for (let token = 0; token < owner.length; token++) {
          let share = 0;
          for (let piece = pieceStart[token]; piece < pieceStart[token + 1]; piece++) {
            share += pieceShare[piece];
            expect(pieceByte[piece]).toBe(shown);
            shown += pieceBytes[piece];
            const node = source.nodes[pieceNode[piece]];
            if (node.id > 0) {
              expect(pieceByte[piece]).toBeGreaterThanOrEqual(node.byteStart);
              expect(pieceByte[piece] + pieceBytes[piece]).toBeLessThanOrEqual(node.byteEnd);
            }
          }
          if (source.pieces === undefined) {
            close(share, end[token] > start[token] ? 1 : 0);
            expect(owner[token]).toBeGreaterThanOrEqual(0);
          } else expect(share).toBeLessThanOrEqual(1 + 1e-9);
        }
        expect(shown).toBe(bytes);
      }),
      { numRuns: 400, seed: 11 },
    );
  });

  test.each(POLICIES)("scores by %s are those of the tokens one finds by looking at each", policy => {
    fc.assert(
      fc.property(cases, one => {
        const aligned = alignedOf(one);
        const { logprobs, entropies } = aligned.scored;
        const scores = scoreNodes(aligned, { policy });
        for (const { id } of aligned.source.nodes) {
          const all = tokensOf(aligned, id, policy);
          const known = all.filter(([token]) => !Number.isNaN(logprobs[token]));
          const score = scores[id];
          expect([score.tokens, score.unscored]).toEqual([all.length, all.length - known.length]);
          const sum = (of: (token: number, weight: number, bytes: number) => number): number =>
            known.reduce((total, [token, weight, bytes]) => total + of(token, weight, bytes), 0);
          expect(score.bytes).toBe(sum((_t, _w, bytes) => bytes));
          if (known.length === 0) {
            expect([score.bits, score.meanP, score.minP, score.weakest, score.excess]).toEqual(
              Array(5).fill(undefined),
            );
            continue;
          }
          const bits = sum((token, weight) => (-weight * logprobs[token]) / Math.LN2);
          const weights = sum((_token, weight) => weight);
          close(score.bits, bits);
          close(score.bitsPerByte, bits / score.bytes);
          close(score.geometricP, 2 ** (-bits / weights));
          close(score.meanP, sum((token, weight) => weight * Math.exp(logprobs[token])) / weights);
          const values = known.map(([token]) => Math.exp(logprobs[token])).sort((a, b) => a - b);
          const half = values.length / 2;
          close(score.medianP, (values[Math.floor(half - 0.5)] + values[Math.floor(half)]) / 2);
          close(score.minP, values[0]);
          close(score.maxP, values[values.length - 1]);
          expect(score.weakest).toBe(
            known.reduce(
              (least, [token]) => (logprobs[token] < logprobs[least] ? token : least),
              known[0][0],
            ),
          );
          const nats = sum((token, weight) => weight * entropies![token]);
          if (Number.isNaN(nats)) expect(score.excess).toBeUndefined();
          else close(score.excess, bits - nats / Math.LN2);
        }
      }),
      { numRuns: 60, seed: 12 },
    );
  });

  test("own scores add up to the text's, and to the nodes'", () => {
    fc.assert(
      fc.property(cases, one => {
        const aligned = alignedOf(one);
        const { source, scored, owner, pieceShare, pieceToken } = aligned;
        const total = { primary: 0, split: 0 };
        const some = (token: number): number =>
          Number.isNaN(scored.logprobs[token]) ? 0 : -scored.logprobs[token] / Math.LN2;
        owner.forEach((node, token) => {
          if (node >= 0) total.primary += some(token);
        });
        pieceToken.forEach((token, piece) => {
          total.split += pieceShare[piece] * some(token);
        });
        for (const policy of ["primary", "split"] as const) {
          const own = ownScores(aligned, { policy });
          close(
            own.bits.reduce((sum, bits) => sum + bits, 0),
            total[policy],
          );
          const scores = scoreNodes(aligned, { policy, trivia: "with" });
          close(scores[0].bits ?? 0, total[policy]);
          // Every node has its own and what the nodes below have.
          const sums = Float64Array.from(own.bits);
          for (let id = source.nodes.length - 1; id > 0; id--) sums[source.nodes[id].parent] += sums[id];
          for (const { id, parent } of source.nodes) {
            close(scores[id].bits ?? 0, sums[id]);
            if (parent >= 0)
              expect(scores[id].bits ?? 0).toBeLessThanOrEqual(
                (scores[parent].bits ?? 0) * (1 + 1e-12) + 1e-12,
              );
          }
          if (source.pieces === undefined) {
            close(
              total[policy],
              scored.logprobs.reduce((sum, p) => sum - (Number.isNaN(p) ? 0 : p), 0) / Math.LN2,
            );
          }
          const loss = decomposeLoss(aligned, { policy });
          close(loss.bits, total[policy]);
          if (loss.bits > 0)
            close(
              loss.parts.reduce((sum, part) => sum + part.share!, 0),
              1,
            );
        }
      }),
      { numRuns: 200, seed: 13 },
    );
  });

  test("in tables of the strict parsers too, and no letter lies in a gap", () => {
    const typed =
      "interface A<T> { x?: T }\nclass B implements A<string> { private x = <const>'é' as string; }\n";
    const programs = [
      ...Object.values({ ...ES2017, ...ES2017_MODULES, ...MODERN, ...MODERN_MODULES }).map(source =>
        parse(source),
      ),
      parse("let a: Map<string, (x: number) => void> = new Map(); // ñ\r\n", { language: "typescript" }),
      parse(readFileSync("test/program/python/constructs.py", "utf8"), { language: "python" }),
      parseLoose(typed, { language: "typescript" }),
    ];
    for (const [i, program] of programs.entries()) {
      const aligned = align(program, scored(program.source, VOCABULARIES[i % 4]));
      const { pieceNode, pieceTrivia, owner, scored: text } = aligned;
      pieceNode.forEach((node, piece) => {
        const gap = program.nodes[node].last > node;
        expect(pieceTrivia[piece]).toBe(gap ? 1 : 0);
      });
      expect(owner.every(node => node >= 0)).toBe(true);
      const total = text.logprobs.reduce((sum, p) => sum - (Number.isNaN(p) ? 0 : p), 0) / Math.LN2;
      for (const policy of ["primary", "split", "within"] as const) {
        close(
          ownScores(aligned, { policy }).bits.reduce((sum, bits) => sum + bits, 0),
          total,
        );
        close(scoreNodes(aligned, { policy, trivia: "with" })[0].bits ?? 0, total);
      }
    }
    expect(programs.length).toBeGreaterThan(20);
  });

  test("two tokenizers over the same bytes: differences add up exactly", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...LANGUAGES), fc.boolean(), (text, language, inPrompt) => {
        const program = parseLoose(text, { language });
        const prompt = inPrompt ? numbered(program) : { text, source: program };
        const a = align(prompt.source, scored(prompt.text, "gpt2", { seed: "a" }));
        const b = align(program, scored(text, "o200k_base", { seed: "b" }));
        const { nodes, parts, total, onlyA, onlyB } = compareScored(a, b);
        const sum = (name: "bytes" | "a" | "b" | "difference"): number =>
          parts.reduce((all, part) => all + part[name], 0);
        for (const name of ["bytes", "a", "b", "difference"] as const) close(sum(name), total[name]);
        close(
          total.a + onlyA,
          ownScores(a, { policy: "split" }).bits.reduce((all, bits) => all + bits, 0),
        );
        close(
          total.b + onlyB,
          ownScores(b, { policy: "split" }).bits.reduce((all, bits) => all + bits, 0),
        );
        const apart = parts.find(({ key }) => key === "white space")?.difference ?? 0;
        close((nodes[0].difference ?? 0) + apart, total.difference);
        const same = compareScored(a, a);
        expect(same.total.difference).toBe(0);
        expect(same.onlyA + same.onlyB).toBeCloseTo(0, 12);
      }),
      { numRuns: 150, seed: 14 },
    );
  });
});
