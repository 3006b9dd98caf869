import { expect, test } from "vitest";
import { decidedAt } from "../../../src/lens/layers/decidedAt.js";
import { SourceError } from "../../../src/program/SourceError.js";
import { madeAligned, madeLens } from "./made.js";

// Tokens: `x` ` =` ` a` ` +` ` b` `\n`
const aligned = madeAligned("x = a + b\n");
const { scored } = aligned;
const { ids } = scored;
const OTHER = 500;
/** By token, the row from which on its likeliest is the true one; other rows say something else. */
const from = [0, 2, 0, 9, 3, 1];
const lens = madeLens(scored, 5, (row, t) =>
  row >= from[t]! ? ids[t]! : OTHER + (t === 3 && row < 4 ? row : 0),
);

test("a token is decided from the first layer on that all later ones agree with", () => {
  expect(scored.ids).toHaveLength(6);
  expect(decidedAt(lens, aligned).tokens).toEqual([undefined, 2, 0, undefined, 3, 1]);
  // ` +` never is the likeliest; what the model ends with instead comes in the last layer (and was there in the first).
  expect(decidedAt(lens, aligned, { by: "final" }).tokens).toEqual([undefined, 2, 0, 4, 3, 1]);
});

test("a layer in between that says something else puts the decision off", () => {
  const once = madeLens(scored, 5, (row, t) => (row === 3 && t === 2 ? OTHER : ids[t]!));
  expect(decidedAt(once, aligned).tokens[2]).toBe(4);
  expect(decidedAt(once, aligned).tokens[4]).toBe(0);
});

test("a node is decided when all its tokens are, never where one never is, and says nothing where nothing was said", () => {
  const { nodes } = aligned.source;
  const decided = decidedAt(lens, aligned);
  const of = (text: string, type?: string): number | undefined => {
    const node = nodes.find(
      n => aligned.source.source.slice(n.start, n.end) === text && (type === undefined || n.type === type),
    );
    return decided.nodes[node!.id];
  };
  expect(of("a", "identifier")).toBe(0);
  expect(of("b", "identifier")).toBe(3);
  expect(of("=")).toBe(2);
  expect(of("a + b", "binary_operator")).toBeUndefined();
  // x is the first token: nothing was said of it, and the assignment waits for the others only.
  expect(of("x", "identifier")).toBeUndefined();
  expect(decided.undecided.tokens).toEqual({ "no prediction": 1, never: 1 });
  const all = decidedAt(lens, aligned, { by: "final" });
  expect(all.nodes[nodes.find(n => n.type === "binary_operator")!.id]).toBe(4);
  expect(all.undecided.nodes.never).toBe(0);
});

test("groups count nodes, tokens and quartiles", () => {
  const { byType, byCategory } = decidedAt(lens, aligned);
  const names = byType.map(({ name }) => name);
  expect(names).toEqual([...names].sort());
  expect(byType.find(({ name }) => name === "identifier")).toEqual({
    name: "identifier",
    nodes: 2,
    decided: 2,
    tokens: 2,
    mean: 1.5,
    first: 0.75,
    median: 1.5,
    third: 2.25,
  });
  expect(byType.find(({ name }) => name === "binary_operator")).toEqual({
    name: "binary_operator",
    nodes: 1,
    decided: 0,
    tokens: 3,
  });
  expect(byCategory.find(({ name }) => name === "name")?.nodes).toBe(2);
});

test("white space between leaves counts only where it is asked for", () => {
  expect(decidedAt(lens, aligned).counted[0]).toBe(4);
  expect(decidedAt(lens, aligned, { trivia: true }).counted[0]).toBe(5);
});

test("layers have the lens' own numbers where only some were read", () => {
  const some = { ...lens, layers: [0, 3, 8, 11, 12] };
  expect(decidedAt(some, aligned).tokens).toEqual([undefined, 8, 0, undefined, 11, 3]);
});

test("another text's alignment is refused by its first other token, another length by both counts", () => {
  expect(() => decidedAt(lens, madeAligned("x = a - b\n"))).toThrow(SourceError);
  expect(() => decidedAt(lens, madeAligned("x = a - b\n"))).toThrow(
    /aligned: token 3 is \d+ here and \d+ in the alignment/,
  );
  expect(() => decidedAt(lens, madeAligned("x = 1\n"))).toThrow(/of 6 tokens, the alignment of 4/);
});
