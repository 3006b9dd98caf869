import { expect, test } from "vitest";
import { attentionFigure } from "../../../src/figures/attention/attentionFigure.js";
import { packPattern, unpackPattern, unpackShare } from "../../../src/figures/attention/packPattern.js";
import { attentionOnNodes } from "../../../src/lens/layers/attentionOnNodes.js";
import { SourceError } from "../../../src/program/SourceError.js";
import { seededRandom } from "../../../src/questions/random.js";
import { madeAligned, madePatterns } from "../../lens/layers/made.js";
import { faultOf } from "../wellFormed.js";

const SOURCE = "def area(width, height):\n\tresult = width * height\n\treturn result  # é 🐍\n";
const aligned = madeAligned(SOURCE);
const HEADS = [0, 1, 2].flatMap(layer => [0, 1].map(head => [layer, head] as const));
const patterns = madePatterns(aligned.scored, HEADS);
const figure = attentionFigure(patterns, aligned);

function still(html: string): string {
  return html.replace(/<script>.*?<\/script>/gs, "");
}

test("the SVG and the page are well-formed and the same every time; the SVG is the one committed", async () => {
  expect(faultOf(figure.toSVG())).toBeUndefined();
  expect(faultOf(still(figure.toHTML()))).toBeUndefined();
  expect(attentionFigure(structuredClone(patterns), madeAligned(SOURCE)).toPage()).toBe(figure.toPage());
  await expect(figure.toSVG()).toMatchFileSnapshot("snapshots/attention.svg");
});

test("the text is the one committed: source with bars, where it looks, every head", async () => {
  await expect(figure.toText()).toMatchFileSnapshot("snapshots/attention.txt");
});

test("what the picture and the tables say is what attentionOnNodes says", () => {
  const [{ layer, head }] = patterns.heads;
  const token = 10;
  const shown = attentionFigure(patterns, aligned, { heads: [{ layer, head }], token, least: 0 });
  const on = attentionOnNodes(patterns, aligned, { token, head: 0 });
  const { nodes, source } = aligned.source;
  const leaves = nodes.filter(node => node.last === node.id && on.own[node.id]! > 0);
  expect(leaves.length).toBeGreaterThan(3);
  const text = shown.toText();
  const best = leaves.sort((a, b) => on.own[b.id]! - on.own[a.id]!)[0]!;
  const percent = on.own[best.id]! * 100;
  const name = source.slice(best.start, best.end);
  const line = text.split("\n").find(row => row.startsWith(`${name} `) && row.includes(`  ${best.type}  `))!;
  expect(Math.abs(Number.parseFloat(line.trim().split(/\s+/).at(-2)!) - percent)).toBeLessThan(1);
});

test("a packed pattern gives every share back within 0.4 points, and says what it left out", () => {
  const T = 40;
  const random = seededRandom("pack");
  const pattern = new Float32Array(T * T);
  let dropped = 0;
  for (let q = 0; q < T; q++) {
    const row = Array.from({ length: q + 1 }, () => random.next() ** 9);
    const sum = row.reduce((a, b) => a + b, 0);
    row.forEach((value, k) => {
      pattern[q * T + k] = value / sum;
      if (value / sum < 0.01) dropped += value / sum / T;
    });
  }
  const { bytes, kept } = packPattern(pattern, T, 0.01);
  expect(kept).toBeCloseTo(1 - dropped, 5);
  const codes = unpackPattern(bytes, T);
  for (let q = 0, at = 0; q < T; q++)
    for (let k = 0; k <= q; k++, at++) {
      const share = pattern[q * T + k]!;
      expect(Math.abs(unpackShare(codes[at]!) - share)).toBeLessThan(share < 0.01 ? 0.01 : 0.004);
    }
  expect(bytes.length).toBeLessThan((T * (T + 1)) / 2);
});

test("heads in the page are those furthest above even attention on the same names, or those asked for, first one first", () => {
  const names = madePatterns(aligned.scored, HEADS, {
    weight: (head, q, key) => (head === 3 && aligned.scored.ids[q] === aligned.scored.ids[key] ? 50 : 1),
  });
  const data = (options = {}): { heads: number[][] } =>
    (attentionFigure(names, aligned, options).toJSON() as { data: { heads: number[][] } }).data;
  expect(data({ most: 2 }).heads[0]).toEqual([1, 1]);
  expect(data({ most: 2 }).heads).toHaveLength(2);
  expect(
    data({
      heads: [
        { layer: 2, head: 1 },
        { layer: 0, head: 0 },
      ],
    }).heads,
  ).toEqual([
    [2, 1],
    [0, 0],
  ]);
  expect(() => data({ heads: [{ layer: 9, head: 0 }] })).toThrow(/heads: layer 9, head 0 was not read/);
});

test("a beginning-of-text token stands before the text by its name, and tokens keep their numbers", () => {
  const led = madePatterns(aligned.scored, [[0, 0]], {
    lead: "<|bos|>",
    weight: (_h, _q, key) => (key === 0 ? 20 : 1),
  });
  const text = attentionFigure(led, aligned, { token: 3 }).toText();
  expect(text).toContain("1 | <|bos|>def area(");
  expect(text).toMatch(/reads token 3, .*"<\|bos\|>" \(special token, line 1\)/);
});

test("hostile code stands as text, in the picture, the page and its data", () => {
  const own = madeAligned('x = "</script><img src=x onerror=alert(1)>" # \u202e\u0000&amp;<!--\u2028\n');
  const shown = attentionFigure(madePatterns(own.scored, [[0, 0]], { lead: "</script><b>" }), own, {
    title: "<i>&",
  });
  expect(faultOf(shown.toSVG())).toBeUndefined();
  expect(faultOf(still(shown.toHTML()))).toBeUndefined();
  for (const text of [shown.toSVG(), shown.toPage()]) {
    expect(text).not.toContain("<img src=x");
    expect(text).not.toContain("</script><b");
    expect(text).not.toMatch(/[\u202e\u2028]/);
  }
});

test("512 tokens: at most 50 KB beyond its data, and attention as sparse as heads' takes little", () => {
  const code = Array.from({ length: 60 }, (_, i) => `def f${i}(a, b):\n    return a + b * ${i}\n`).join("");
  const own = madeAligned(code.slice(0, madeAligned(code).scored.spans.end[511]));
  expect(own.scored.ids).toHaveLength(512);
  const sparse = madePatterns(own.scored, [[0, 0]], {
    weight: (_h, q, key) => (key === 0 ? 50 : (q * 7 + key * 13) % 31 === 0 ? 1 : 0.001),
  });
  const shown = attentionFigure(sparse, own);
  const { data } = shown.toJSON() as { data: { patterns: string[] } };
  expect(shown.toHTML().length - JSON.stringify(data).length).toBeLessThan(50_000);
  expect(data.patterns[0]!.length).toBeLessThan(60_000);
});

test.each([
  [{ least: 1 }, "least must be within 0..0.1, not 1"],
  [{ token: 999 }, /token must be within 0\.\.\d+, not 999/],
  [{ node: 9999 }, "node 9999 owns no token of this text"],
  [{ most: 0 }, "most must be a whole number within 1..64, not 0"],
  [{ heads: [] }, "heads: the list is empty"],
])("options out of range are named: %j", (options, message) => {
  expect(() => attentionFigure(patterns, aligned, options)).toThrow(SourceError);
  expect(() => attentionFigure(patterns, aligned, options)).toThrow(message);
});
