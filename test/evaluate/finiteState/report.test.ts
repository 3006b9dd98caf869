import { rm } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { finiteStateText } from "../../../src/evaluate/finiteState/finiteStateText.js";
import { meanInterval, meanShare } from "../../../src/evaluate/finiteState/meanInterval.js";
import { reportFiniteState } from "../../../src/evaluate/finiteState/reportFiniteState.js";
import { attachDictionaries } from "../../../src/lens/dictionary/attach/attachDictionaries.js";
import { randomFiniteStateMachine } from "../../../src/lens/finiteState/FiniteStateMachine.js";
import { localDigitModel } from "../../../src/lens/finiteState/localDigitModel.js";
import { openLocalModel } from "../../../src/lens/session/openLocalModel.js";
import { oracle } from "../../lens/finiteState/oracle.js";
import { randomCodebooks, randomModelFolder } from "../../lens/finiteState/randomModel.js";

const machine = randomFiniteStateMachine();

describe("the experiment on the machine itself", () => {
  it("finds what is known: the floor, legal transitions, pure codes, codes that tell states, dead ones", async () => {
    const said: string[] = [];
    const report = await reportFiniteState(oracle(machine), machine, {
      texts: 60,
      written: 4,
      neuronTexts: 20,
      others: 4,
      progress: what => said.push(what),
    });
    expect(report.excess.mean).toBeCloseTo(0, 5);
    const half = report.loss.high! - report.loss.mean;
    expect(Math.abs(report.loss.mean - report.floor.loss)).toBeLessThan(2 * half);
    expect(half).toBeLessThan(0.01);
    expect([report.accuracy.n, report.accuracy.clusters]).toEqual([60 * 127, 60]);
    expect(report.transitions).toMatchObject({ n: 248, clusters: 4, mean: 1 });
    expect(report.firstTransitions).toMatchObject({ n: 4, clusters: 4, mean: 1 });
    expect(report.rankedTransitions).toEqual({ n: 1000, clusters: 100, mean: 1, method: "none" });
    const [token, known] = report.components;
    expect(known.purity.map(({ fired, pure, named }) => [fired, pure, named])).toEqual([
      [100, 100, 100],
      [686, 686, 686],
    ]);
    // Token 10 begins texts only; of 16 ids 11 fire.
    expect(token.dead).toBeCloseTo(5 / 16, 12);
    expect(known.single.precision).toMatchObject({ mean: 1, low: 1, high: 1 });
    expect(known.single.recall?.mean).toBe(1);
    expect(known.single.precision!.clusters + known.single.without).toBe(100);
    expect(known.union.precision?.mean).toBe(1);
    expect(token.single.precision?.mean).toBeLessThan(0.2);
    expect(token.union).toEqual({ without: 100 });
    expect(report.neurons).toMatchObject({
      component: "L0 MLP",
      texts: 20,
      code: { mean: 1 },
      recall: { mean: 1 },
    });
    expect(report.neurons?.own?.mean).toBeLessThan(0.2);
    expect(report.interchange.map(({ name, digits }) => `${name} ${digits}`)).toEqual([
      "L0 attention 2",
      "L0 MLP 2",
      "all 2",
      "L0 attention 3",
      "L0 MLP 3",
      "all 3",
    ]);
    expect(report.interchange[0].ratio).toMatchObject({ clusters: 100, mean: 1 });
    expect(report.interchange[1]).toMatchObject({ pairs: 400, patched: 0, ratio: { mean: 0 } });
    expect(report.interchange[4]).toMatchObject({ pairs: 400, patched: 0 });
    expect(report.steering.map(({ name }) => name)).toEqual(["none", "L0 attention", "L0 MLP", "all"]);
    for (const part of ["first", "target", "held"] as const)
      expect(report.steering[2][part]).toMatchObject({ n: 400, clusters: 100, mean: 1 });
    expect(report.steering[0].written.mean).toBe(1);
    expect(said[0]).toBe("0 of 60 texts scored");
    const text = finiteStateText(report, "the machine");
    expect(text).toMatch(/^the machine +1\.\d{4} +\d\d\.\d\d +100\.00 +100\.00 +100\.00$/m);
    expect(text).toMatch(/^the best there can be +1\.1748 +46\.38/m);
    expect(text).toMatch(
      /^published: attention \+ MLP, k=1, 10,000 codes +1\.269 +45\.27 +63\.65 +88\.00 +97\.50$/m,
    );
    expect(text).toMatch(/^L0 MLP +2100 .*100 of 100, 100\.00 % +686 of 686, 100\.00 %/m);
    expect(text).toMatch(/^L0 MLP +400 +100\.00 /m);
  });
});

describe("the experiment on a small random model with codebooks", () => {
  it("runs through to the tables, and says of the model without codebooks what there is to say", async () => {
    const folder = await randomModelFolder();
    const model = await openLocalModel(folder, { threads: 1 });
    try {
      const codebooks = randomCodebooks(12, 1);
      const coded = await attachDictionaries(model, codebooks, { mode: "replace" });
      const base = localDigitModel(model);
      const options = { texts: 6, written: 2, tokens: 12, targets: 4, others: 2, base };
      const report = await reportFiniteState(localDigitModel(coded, { codebooks }), machine, options);
      expect(report.loss.mean).toBeGreaterThan(report.floor.loss);
      expect(report.floor.tokens).toBe(12);
      expect(report.transitions.n).toBe(2 * 4);
      expect(report.components).toHaveLength(6);
      for (const { dead, purity } of report.components) {
        expect(dead).toBeGreaterThanOrEqual(0);
        expect(dead).toBeLessThan(1);
        expect(purity[0].fired).toBeLessThanOrEqual(12);
      }
      expect(report.neurons?.base?.mean).toBeGreaterThan(0);
      // Setting every code decides all that is predicted but for the token itself and what was before it.
      const all = report.interchange.find(({ name, digits }) => name === "all" && digits === 2);
      expect(all?.ratio.mean).toBeGreaterThan(0);
      expect(all?.ratio.mean).toBeLessThan(1.5);
      expect(finiteStateText(report, "random").split("\n\n")).toHaveLength(6);
      const plain = await reportFiniteState(base, machine, options);
      expect([plain.components, plain.interchange, plain.steering]).toEqual([[], [], []]);
      expect(finiteStateText(plain, "base").split("\n\n")).toHaveLength(2);
    } finally {
      await model.close();
      await rm(folder, { recursive: true, force: true });
    }
  }, 60_000);
});

describe("a mean with its interval", () => {
  it("is mean ± t · SE, without an interval for one value", () => {
    expect(meanInterval([2])).toEqual({ clusters: 1, mean: 2 });
    const { low, high, mean } = meanInterval([1, 2, 3]);
    // t of 2 degrees of freedom at 97.5 %: 4.302653; SE 1/√3.
    expect(mean).toBe(2);
    expect(high! - 2).toBeCloseTo(4.302653 / Math.sqrt(3), 5);
    expect(2 - low!).toBeCloseTo(4.302653 / Math.sqrt(3), 5);
  });

  it("stays within 0..1 for shares, and is none of nothing", () => {
    expect(meanShare([])).toBeUndefined();
    expect(meanShare([1])).toEqual({ clusters: 1, mean: 1 });
    expect(meanShare([0, 1])).toEqual({ clusters: 2, mean: 0.5, low: 0, high: 1 });
  });
});
