import fc from "fast-check";
import { expect, test } from "vitest";
import { cellsOf } from "../../../src/figures/logits/cells.js";
import { align } from "../../../src/lens/align/align.js";
import { parseLoose } from "../../../src/program/loose/parseLoose.js";
import { fakeAligned, fakeLoose, fakeScored } from "./fakeScored.js";
import { PYTHON, WIDE } from "./sources.js";

test("cells partition the text, in order, whatever the tokens cut", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), text => {
      // A lone surrogate cannot be read back from bytes.
      const source = Buffer.from(text, "utf8").toString("utf8");
      const aligned = fakeLoose(source, "python");
      let at = 0;
      let token = 0;
      for (const cell of cellsOf(aligned)) {
        expect(cell.start).toBe(at);
        expect(cell.end).toBeGreaterThan(cell.start);
        expect(cell.token).toBeGreaterThanOrEqual(token);
        expect(cell.lastToken).toBeGreaterThanOrEqual(cell.token);
        at = cell.end;
        token = cell.lastToken;
      }
      expect(at).toBe(source.length);
    }),
    { numRuns: 300, seed: 7 },
  );
});

test("a character of several tokens is one cell of all of them", () => {
  const aligned = fakeAligned('x = "é🐍"\n', "python");
  const cell = cellsOf(aligned).find(({ start, end }) => aligned.scored.text.slice(start, end) === "🐍")!;
  expect(cell.lastToken - cell.token).toBe(2);
  expect([...aligned.scored.spans.start.slice(cell.token, cell.lastToken + 1)]).toEqual([7, 9, 10]);
});

test("a token over two leaves is two cells, the second going on", () => {
  const aligned = fakeAligned("def f(a):\n    return a\n", "python");
  const { text } = aligned.scored;
  const cells = cellsOf(aligned);
  const at = cells.findIndex(({ start, end }) => text.slice(start, end) === ")");
  expect(text.slice(cells[at + 1].start, cells[at + 1].end)).toBe(":");
  expect(cells[at + 1].token).toBe(cells[at].token);
  expect(cells[at + 1].continues).toBe(true);
  expect(cells[at].continues).toBe(false);
});

test("line ends are cells of their own; \\r\\n ends one line, also in two tokens", () => {
  const aligned = fakeLoose("a\r\nb\rc\n\nd", "python", { encoding: "cl100k_base" });
  const ends = cellsOf(aligned).filter(cell => cell.newline);
  expect(ends.map(({ start, end }) => aligned.scored.text.slice(start, end))).toEqual([
    "\r\n",
    "\r",
    "\n",
    "\n",
  ]);
  const source = "a\r\nb";
  const scored = fakeScored(source);
  const split = align(parseLoose(source, { language: "python" }), {
    ...scored,
    spans: {
      start: Int32Array.from([0, 1, 2, 3]),
      end: Int32Array.from([1, 2, 3, 4]),
      special: new Uint8Array(4),
    },
    ids: new Int32Array(4),
    logprobs: new Float64Array(4),
    ranks: undefined,
    entropies: undefined,
    alternatives: undefined,
  });
  expect(cellsOf(split).map(({ newline }) => newline)).toEqual([false, false, true, false]);
});

test("text around the code has no node, the code inside has the bytes of its source", () => {
  const before = "Explain this ✓:\n```\n";
  const text = `${before}${PYTHON}\`\`\`\n`;
  const nodes = parseLoose(PYTHON, { language: "python" }).nodes;
  const inText = Buffer.byteLength(before);
  const aligned = align(
    { nodes, source: PYTHON, pieces: [[inText, 0, Buffer.byteLength(PYTHON)]] },
    fakeScored(text),
  );
  for (const { start, end, node, byte } of cellsOf(aligned)) {
    const inside = start >= before.length && end <= before.length + PYTHON.length;
    expect(node >= 0).toBe(inside);
    if (inside) expect(byte).toBe(Buffer.byteLength(text.slice(0, start)) - inText);
  }
});

test("bytes of the source follow wide characters", () => {
  const aligned = fakeAligned(WIDE, "python", { encoding: "o200k_base" });
  for (const { start, byte } of cellsOf(aligned)) expect(byte).toBe(Buffer.byteLength(WIDE.slice(0, start)));
});
