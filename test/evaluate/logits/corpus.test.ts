import { describe, expect, test } from "vitest";
import { bootstrapRatios } from "../../../src/evaluate/logits/bootstrapRatios.js";
import { corpusComparison } from "../../../src/evaluate/logits/corpusComparison.js";
import { type CorpusItem, corpusScores } from "../../../src/evaluate/logits/corpusScores.js";
import { clusterBootstrap } from "../../../src/evaluate/statistics/clusterBootstrap.js";
import { align } from "../../../src/lens/align/align.js";
import { parse } from "../../../src/program/parse.js";
import { seededRandom } from "../../../src/questions/random.js";
import { scored, scoredOf } from "../../lens/align/encode.js";

/** `x = <number>` with the number's probability. */
function item(program: string, p: number | undefined, digits = "1"): CorpusItem {
  return {
    program,
    source: parse(`x = ${digits}`, { language: "python" }),
    scored: scoredOf([
      ["x", undefined],
      [" =", 1 / 2],
      [` ${digits}`, p],
    ]),
  };
}

describe("corpusScores", () => {
  test("pools over tokens and over programs, by type and by category", async () => {
    const table = await corpusScores([item("a", 1 / 2), item("b", 1 / 8, "12345")], { least: 1, draws: 200 });
    expect(table).toMatchObject({ programs: 2, clusters: 2, excluded: [], seed: 1, draws: 200 });
    expect(table.total).toEqual({ tokens: 4, bytes: 12, bits: 6, unscored: 2 });
    const integer = table.rows.find(({ key }) => key === "integer")!;
    expect(integer).toMatchObject({ nodes: 2, programs: 2, tokens: 2, bytes: 8, bits: 4, few: false });
    // 1 bit over 2 bytes and 3 over 6; pooled 4 over 8.
    expect(integer.bitsPerByte!.micro.value).toBe(0.5);
    expect(integer.geometricP!.micro.value).toBe(1 / 4);
    expect(integer.geometricP!.macro.value).toBe((1 / 2 + 1 / 8) / 2);
    expect(integer.meanP!.micro.value).toBeCloseTo((1 / 2 + 1 / 8) / 2, 12);
    expect([integer.geometricP!.macro.low, integer.geometricP!.macro.high]).toEqual([0.125, 0.5]);
    expect(table.rows.find(({ key }) => key === "identifier")).toMatchObject({
      nodes: 2,
      programs: 0,
      few: true,
    });
    const shares = table.categories.map(({ key, share }) => [key, share?.value]);
    expect(shares.slice(0, 2)).toEqual([
      ["literal", 4 / 6],
      ["operator", 2 / 6],
    ]);
    expect(table.categories).toHaveLength(13);
  });

  test("leaves what is absent or rare without numbers, never 0", async () => {
    const items = Array.from({ length: 6 }, (_, i) => item(`p${i}`, 1 / 2));
    const { rows, categories } = await corpusScores(items, { keys: ["for_statement"], draws: 0 });
    expect(rows.find(({ key }) => key === "for_statement")).toEqual({
      key: "for_statement",
      nodes: 0,
      programs: 0,
      tokens: 0,
      bytes: 0,
      bits: 0,
      few: true,
    });
    expect(categories.find(({ key }) => key === "loop")?.bitsPerByte).toBeUndefined();
    expect(rows.find(({ key }) => key === "integer")?.bitsPerByte).toEqual({
      micro: { value: 0.5 },
      macro: { value: 0.5 },
    });
    const few = await corpusScores(items.slice(0, 4), { draws: 0 });
    expect(few.rows.find(({ key }) => key === "integer")).toMatchObject({ few: true, tokens: 4 });
    expect(few.rows.find(({ key }) => key === "integer")?.geometricP).toBeUndefined();
  });

  test("counts what it leaves out by reason", async () => {
    const other = parse("y = 1", { language: "python" });
    const table = await corpusScores([
      item("a", 1 / 2),
      { ...item("b", 1 / 2), source: other } as CorpusItem,
      { program: "c", source: other, scored: scoredOf([["y = 1", undefined]]) },
      { program: "d", source: other, scored: scoredOf([["y = 1", undefined]]) },
    ]);
    expect(table.programs).toBe(1);
    expect(table.excluded).toEqual([
      {
        reason: "tokens and text differ",
        count: 1,
        first: "b",
        message: "token 0, byte 0: the scored text is not the program: name the pieces that show it",
      },
      { reason: "nothing scored", count: 2, first: "c", message: undefined },
    ]);
  });

  test("resamples programs, not nodes: twice the same nodes in as many programs tell no more", async () => {
    const random = (i: number): number => 0.05 + 0.9 * ((i * 0.618) % 1);
    const items = Array.from({ length: 40 }, (_, i) => item(`p${i}`, random(i)));
    const once = await corpusScores(items, { draws: 400 });
    const twice = await corpusScores([...items, ...items], { draws: 400 });
    const width = (table: typeof once): number => {
      const { low, high } = table.rows.find(({ key }) => key === "integer")!.bitsPerByte!.micro;
      return high! - low!;
    };
    expect(twice.programs).toBe(40);
    expect(width(twice)).toBeCloseTo(width(once), 10);
    // Read as 80 programs of their own, they would seem to know more.
    const apart = await corpusScores(
      [...items, ...items.map(one => ({ ...one, program: `${one.program}'` }))],
      { draws: 400 },
    );
    expect(width(apart)).toBeLessThan(0.85 * width(once));
    const together = await corpusScores(
      [...items, ...items.map(one => ({ ...one, program: `${one.program}'`, cluster: one.program }))],
      { draws: 400 },
    );
    expect([together.programs, together.clusters]).toEqual([80, 40]);
    expect(width(together)).toBeCloseTo(width(once), 10);
  });

  test("reads a stream of programs one at a time, and the same seed gives the same table", async () => {
    let open = 0;
    let most = 0;
    async function* stream(): AsyncGenerator<CorpusItem> {
      for (let i = 0; i < 30; i++) {
        most = Math.max(most, ++open);
        yield {
          program: `p${i}`,
          source: parse(`x = f(${i})`, { language: "python" }),
          scored: scored(`x = f(${i})`, "gpt2", { seed: String(i) }),
        };
        open--;
      }
    }
    const one = await corpusScores(stream(), { draws: 100 });
    expect(most).toBe(1);
    expect(await corpusScores(stream(), { draws: 100 })).toEqual(one);
    const shares = one.categories.reduce((sum, { bits }) => sum + bits, 0);
    expect(shares).toBeCloseTo(one.total.bits, 9);
  });

  test.each([
    [{ draws: -1 }, "draws: expected a whole number from 0, got -1"],
    [{ least: 0 }, "least: expected a whole number from 1, got 0"],
    [{ policy: "split" as const }, "policy: statistics of nodes take whole tokens: primary, within or any"],
  ])("refuses %j", async (options, message) => {
    await expect(corpusScores([item("a", 1 / 2)], options)).rejects.toThrow(message);
  });
});

describe("bootstrapRatios", () => {
  test("gives the intervals of clusterBootstrap by the same seed", () => {
    const random = seededRandom("ratios");
    const list = Array.from({ length: 37 }, (_, i) => ({
      above: i % 3 === 0 ? 0 : random.next(),
      below: 1 + random.below(4),
    }));
    const columns = [list.map(({ above }) => above), list.map(({ below }) => below)].map(x =>
      Float64Array.from(x),
    );
    const found = bootstrapRatios(37, { seed: 5, draws: 500 }).ratio(columns[0], columns[1], x => 2 ** -x)!;
    const sum = (
      of: (one: (typeof list)[number]) => number,
      drawn: readonly (typeof list)[number][],
    ): number => drawn.reduce((all, one) => all + of(one), 0);
    const expected = clusterBootstrap(
      list,
      drawn => 2 ** (-sum(({ above }) => above, drawn) / sum(({ below }) => below, drawn)),
      { seed: 5, draws: 500, method: "percentile" },
    )!;
    for (const name of ["value", "low", "high", "se"] as const)
      expect(found[name]).toBeCloseTo(expected[name], 12);
  });

  test("has no interval for one cluster, no value for nothing, and an infinite loss stays so", () => {
    const { ratio } = bootstrapRatios(1, { seed: 1, draws: 100 });
    expect(ratio(Float64Array.of(1), Float64Array.of(2))).toEqual({ value: 0.5 });
    expect(ratio(Float64Array.of(1), Float64Array.of(0))).toBeUndefined();
    const two = bootstrapRatios(2, { seed: 1, draws: 100 });
    expect(two.ratio(Float64Array.of(Number.POSITIVE_INFINITY, 1), Float64Array.of(1, 1))).toEqual({
      value: Number.POSITIVE_INFINITY,
    });
  });
});

describe("corpusComparison", () => {
  test("says where one model saves bits, exactly and with intervals", async () => {
    const texts = Array.from(
      { length: 25 },
      (_, i) => `def f(a):\n    return a + ${i} * g("${"x".repeat(i)}")\n`,
    );
    const items = texts.map((text, i) => {
      const source = parse(text, { language: "python" });
      return {
        program: `p${i}`,
        a: align(source, scored(text, "gpt2", { seed: `a${i}` })),
        b: align(source, scored(text, "cl100k_base", { seed: `b${i}` })),
      };
    });
    const { parts, total, programs, clusters } = await corpusComparison(items, { draws: 300 });
    expect([programs, clusters]).toEqual([25, 25]);
    expect(parts.reduce((sum, part) => sum + part.difference, 0)).toBeCloseTo(total.difference, 8);
    expect(parts.reduce((sum, part) => sum + part.share!, 0)).toBeCloseTo(1, 8);
    expect(total.difference).toBeLessThan(0);
    expect(total.perByte.value).toBeCloseTo(total.difference / total.bytes, 12);
    expect(total.perByte.low!).toBeLessThan(total.perByte.value);
    expect(total.perByte.high!).toBeGreaterThan(total.perByte.value);
    const same = await corpusComparison(
      items.map(one => ({ ...one, b: one.a })),
      { draws: 50 },
    );
    expect(same.total).toMatchObject({
      difference: 0,
      share: undefined,
      perByte: { value: 0, low: 0, high: 0 },
    });
  });
});
