import { describe, expect, it } from "vitest";
import { codeCounts, deadShare } from "../../../src/lens/finiteState/codeCounts.js";
import { codeInterchange, inputPairs } from "../../../src/lens/finiteState/codeInterchange.js";
import { codePurity, inputsByCode } from "../../../src/lens/finiteState/codePurity.js";
import { componentSets } from "../../../src/lens/finiteState/componentSets.js";
import type { CodeComponent } from "../../../src/lens/finiteState/DigitModel.js";
import { drawFiniteStateTexts } from "../../../src/lens/finiteState/drawFiniteStateTexts.js";
import { BEGIN, randomFiniteStateMachine } from "../../../src/lens/finiteState/FiniteStateMachine.js";
import { finiteStateFloor } from "../../../src/lens/finiteState/finiteStateFloor.js";
import { jensenShannon } from "../../../src/lens/finiteState/jensenShannon.js";
import {
  labelCodes,
  labelsOfCodes,
  labelUnions,
  mostFrequentCodes,
} from "../../../src/lens/finiteState/labelCodes.js";
import { lastTokens } from "../../../src/lens/finiteState/lastTokens.js";
import { matchedNeurons } from "../../../src/lens/finiteState/matchedNeurons.js";
import { nextTokenShares } from "../../../src/lens/finiteState/nextTokenShares.js";
import { scoreDigits } from "../../../src/lens/finiteState/scoreDigits.js";
import { stateLabels } from "../../../src/lens/finiteState/stateLabels.js";
import { stateSteering } from "../../../src/lens/finiteState/stateSteering.js";
import {
  legalFirstTransitions,
  legalTransitions,
  rankedTransitions,
} from "../../../src/lens/finiteState/transitions.js";
import { validPrefixes } from "../../../src/lens/finiteState/validPrefixes.js";
import { writeFiniteStateTexts } from "../../../src/lens/finiteState/writeFiniteStateTexts.js";
import { oracle } from "./oracle.js";

const machine = randomFiniteStateMachine();
const perfect = oracle(machine);
const uniform = oracle(machine, true);
const share = (counts: readonly { readonly hits: number; readonly tries: number }[]): number =>
  counts.reduce((sum, { hits }) => sum + hits, 0) / counts.reduce((sum, { tries }) => sum + tries, 0);

describe("loss and accuracy", () => {
  const texts = drawFiniteStateTexts(machine, { count: 200, seed: 1 });
  const scored = async (model: typeof perfect) =>
    scoreDigits(machine, texts, (await model.run(texts)).probabilities);

  it("are the floor for the machine itself, to the sampling error, and exactly its own loss on the same texts", async () => {
    const scores = await scored(perfect);
    const floor = finiteStateFloor(machine);
    const losses = scores.map(({ loss, tokens }) => loss / tokens);
    const mean = losses.reduce((a, b) => a + b, 0) / losses.length;
    const deviation = Math.sqrt(losses.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (losses.length - 1));
    expect(Math.abs(mean - floor.loss)).toBeLessThan((4 * deviation) / Math.sqrt(200));
    for (const { loss, floor: own, tokens } of scores) {
      expect(tokens).toBe(127);
      expect(loss).toBeCloseTo(own, 4);
    }
    const accuracy = share(scores.map(({ right, tokens }) => ({ hits: right, tries: tokens })));
    expect(Math.abs(accuracy - floor.accuracy)).toBeLessThan(0.015);
  });

  it("are ln 11 and one token in ten for a uniform predictor", async () => {
    const scores = await scored(uniform);
    for (const { loss, tokens } of scores) expect(loss / tokens).toBeCloseTo(Math.log(11), 5);
    expect(share(scores.map(({ right, tokens }) => ({ hits: right, tries: tokens })))).toBeLessThan(0.16);
  });
});

describe("transitions", () => {
  it("are all legal where the machine writes, in each of the three definitions", async () => {
    const texts = await writeFiniteStateTexts(perfect, { count: 5, seed: 2 });
    expect(legalTransitions(machine, texts)).toEqual(new Array(5).fill({ hits: 62, tries: 62 }));
    expect(legalFirstTransitions(machine, texts)).toEqual(new Array(5).fill({ hits: 1, tries: 1 }));
    expect(await rankedTransitions(perfect, machine)).toEqual(new Array(100).fill({ hits: 10, tries: 10 }));
  });

  it("are one in ten where digits are drawn alike", async () => {
    const texts = await writeFiniteStateTexts(uniform, { count: 20, seed: 2 });
    expect(texts.every(text => text.subarray(1).every(token => token < 10))).toBe(true);
    expect(Math.abs(share(legalTransitions(machine, texts)) - 0.1)).toBeLessThan(0.04);
    expect(share(await rankedTransitions(uniform, machine))).toBeLessThan(0.2);
  });

  it("are the same for the same seed", async () => {
    const options = { count: 2, seed: 5, tokens: 20 };
    expect(await writeFiniteStateTexts(perfect, options)).toEqual(
      await writeFiniteStateTexts(perfect, options),
    );
    expect(await writeFiniteStateTexts(perfect, { ...options, seed: 6 })).not.toEqual(
      await writeFiniteStateTexts(perfect, options),
    );
  });

  it("are counted by hand", () => {
    const [a, b] = [machine.successors[0][0], machine.successors[0].length];
    expect(b).toBe(10);
    const illegal = [...Array(100).keys()].find(next => !machine.successors[a].includes(next)) as number;
    const text = Uint8Array.of(
      BEGIN,
      0,
      0,
      ...[a, illegal].flatMap(s => [Math.floor(s / 10), s % 10]),
      3,
      BEGIN,
    );
    expect(legalTransitions(machine, [text])).toEqual([{ hits: 1, tries: 3 }]);
    expect(legalFirstTransitions(machine, [text])).toEqual([{ hits: 1, tries: 1 }]);
  });
});

describe("purity", () => {
  it("is 1 for an oracle's codes, and that of the last digit for a code that is the token", async () => {
    for (const digits of [2, 3] as const) {
      const inputs = validPrefixes(machine, digits);
      const { codes } = await lastTokens(perfect, inputs, [0, 1]);
      const [token, known] = codes.map(rows =>
        codePurity(
          rows.flatMap(row => [...row]),
          1,
        ),
      );
      const count = digits === 2 ? 100 : 686;
      expect(known).toEqual({ inputs: count, fired: count, pure: count, named: count });
      expect(token).toEqual({ inputs: count, fired: 10, pure: 0, named: 0 });
    }
  });

  it("counts an input under each of its k codes", () => {
    const codes = [5, 1, 5, 2, 7, 2];
    expect([...inputsByCode(codes, 2)]).toEqual([
      [1, [0]],
      [2, [1, 2]],
      [5, [0, 1]],
      [7, [2]],
    ]);
    expect(codePurity(codes, 2)).toEqual({ inputs: 3, fired: 4, pure: 2, named: 2 });
  });
});

describe("Jensen–Shannon divergence", () => {
  it("is in nats: 0 for equal, ln 2 for apart, and by hand between", () => {
    expect(jensenShannon([0.5, 0.5], [0.5, 0.5])).toBe(0);
    expect(jensenShannon([1, 0], [0, 1])).toBeCloseTo(Math.LN2, 12);
    // m = (3/4, 1/4): ½ (1 · ln(4/3)) + ½ (½ ln(2/3) + ½ ln 2)
    const byHand = 0.5 * Math.log(4 / 3) + 0.5 * (0.5 * Math.log(2 / 3) + 0.5 * Math.LN2);
    expect(jensenShannon([1, 0], [0.5, 0.5])).toBeCloseTo(byHand, 12);
    expect(jensenShannon([0.5, 0.5], [1, 0])).toBeCloseTo(byHand, 12);
  });
});

describe("code interchange", () => {
  it("leaves nothing of the other input where codes decide everything, and all where they decide nothing", async () => {
    const sets = componentSets(perfect.components);
    for (const [digits, options] of [
      [2, { targets: 12 }],
      [3, { targets: 6, others: 9 }],
    ] as const) {
      const found = await codeInterchange(perfect, validPrefixes(machine, digits), sets, options);
      expect(found.map(({ name }) => name)).toEqual(["L0 attention", "L0 MLP", "all"]);
      const [nothing, everything, all] = found;
      for (const [i, target] of nothing.targets.entries()) {
        expect(target.pairs).toBe(digits === 2 ? 99 : 9);
        expect(target.unpatched).toBeGreaterThan(0);
        expect(target.patched).toBeCloseTo(target.unpatched, 10);
        expect(everything.targets[i].patched).toBe(0);
        expect(all.targets[i]).toEqual(everything.targets[i]);
      }
    }
  });

  it("pairs each input with others, never with itself, the same for a seed", () => {
    expect(inputPairs(3, {})).toEqual([
      { target: 0, others: [1, 2] },
      { target: 1, others: [0, 2] },
      { target: 2, others: [0, 1] },
    ]);
    const pairs = inputPairs(50, { targets: 7, others: 5, seed: 3 });
    expect(pairs).toHaveLength(7);
    for (const { target, others } of pairs) {
      expect(new Set(others).size).toBe(5);
      expect(others).not.toContain(target);
    }
    expect(inputPairs(50, { targets: 7, others: 5, seed: 3 })).toEqual(pairs);
    expect(inputPairs(50, { targets: 7, others: 5, seed: 4 })).not.toEqual(pairs);
  });
});

describe("state steering", () => {
  it("makes the machine go on from the state whose codes are set, through both digits", async () => {
    const sets = componentSets(perfect.components);
    const found = await stateSteering(perfect, machine, sets, { targets: 20, others: 15 });
    expect(found.map(({ name }) => name)).toEqual(["none", "L0 attention", "L0 MLP", "all"]);
    const [none, nothing, everything, all] = found;
    expect(share(none.written)).toBe(1);
    expect(share(none.target)).toBeLessThan(0.25);
    expect(nothing).toEqual({ ...none, name: "L0 attention" });
    expect(share(everything.target)).toBe(1);
    expect(share(everything.held)).toBe(1);
    expect(share(everything.first)).toBe(1);
    expect(share(none.first)).toBeGreaterThan(share(none.target));
    expect(none.held).toEqual(none.target);
    expect(share(everything.written)).toBeLessThan(0.25);
    expect(all.target).toEqual(everything.target);
  });
});

describe("codes as classifiers", () => {
  it("are counted by label at the tokens where a state ends", async () => {
    const texts = drawFiniteStateTexts(machine, { count: 60, seed: 8 });
    const labels = stateLabels(machine, texts);
    expect([...labels.subarray(0, 4)]).toEqual([-1, -1, 10 * texts[0][1] + texts[0][2], -1]);
    const { codes } = await perfect.run(texts, { codes: [0, 1] });
    const counts = codeCounts(codes[1], 1, labels, { codes: 2100, labels: 100 });
    const found = labelCodes(mostFrequentCodes(counts), counts);
    for (const { label, code, hits, fired, labelled } of found) {
      if (labelled === 0) continue;
      expect([code, hits, fired]).toEqual([label, labelled, labelled]);
    }
    // 100 states, those with a digit, and what stands before the first state.
    const used = new Set(codes[1]).size;
    expect(deadShare(counts)).toBeCloseTo(1 - used / 2100, 12);
    const tokens = codeCounts(codes[0], 1, labels, { codes: 16, labels: 100 });
    expect(labelCodes(mostFrequentCodes(tokens), tokens)[42].code).toBe(2);
    expect([...labelsOfCodes(tokens)]).toEqual(new Array(16).fill(-1));
  });

  it("stand for a label where they fire there more often than not, and are taken together", () => {
    //            label: 0  0  0  1  1  −1
    const labels = Int32Array.of(0, 0, 0, 1, 1, -1);
    const ids = Int32Array.of(3, 3, 4, 5, 4, 5);
    const counts = codeCounts(ids, 1, labels, { codes: 6, labels: 2 });
    expect([...mostFrequentCodes(counts)]).toEqual([3, 4]);
    expect(labelCodes(mostFrequentCodes(counts), counts)).toEqual([
      { label: 0, code: 3, hits: 2, fired: 2, labelled: 3 },
      { label: 1, code: 4, hits: 1, fired: 2, labelled: 2 },
    ]);
    expect([...labelsOfCodes(counts)]).toEqual([-1, -1, -1, 0, -1, -1]);
    expect(labelUnions(Int32Array.of(-1, -1, -1, 0, 0, 1), counts)).toEqual([
      { label: 0, code: -1, hits: 3, fired: 4, labelled: 3 },
      { label: 1, code: -1, hits: 1, fired: 2, labelled: 2 },
    ]);
  });

  it("stand beside the best neuron whose threshold finds as many tokens", () => {
    const labels = Int32Array.of(0, 0, 0, 1, 1, -1);
    const values = Float32Array.from(
      [
        [5, -1],
        [4, -2],
        [1, -3],
        [4, 0],
        [-0, -9],
        [2, 0],
      ].flat(),
    );
    // Neuron 0, label 0: for 2 hits the threshold is 4, where label 1's token is, too: 2 of 3. Neuron 1: 2 of 4.
    // Label 1, 1 hit: neuron 0 at 4: 1 of 3; neuron 1 at 0: 1 of 2.
    expect(matchedNeurons(values, 2, labels, [2, 1])).toEqual([
      { neuron: 0, hits: 2, fired: 3 },
      { neuron: 1, hits: 1, fired: 2 },
    ]);
    // All 3 of label 0: neuron 0 at 1: 3 of 5; neuron 1 at −3: 3 of 5. Nothing to match: no neuron.
    expect(matchedNeurons(values, 2, labels, [3, 0])).toEqual([
      { neuron: 0, hits: 3, fired: 5 },
      { neuron: -1, hits: 0, fired: 0 },
    ]);
  });
});

describe("sets of components", () => {
  const component = (layer: number, part: CodeComponent["part"], group?: number): CodeComponent => ({
    name: "",
    layer,
    part,
    ...(group === undefined ? {} : { group }),
    codes: 4,
    k: 1,
  });

  it("are each part of each layer with all heads, each part of all layers, and all", () => {
    const list = [
      component(0, "attention", 0),
      component(0, "attention", 1),
      component(0, "MLP"),
      component(1, "MLP"),
    ];
    expect(componentSets(list)).toEqual([
      { name: "L0 attention", components: [0, 1] },
      { name: "L0 MLP", components: [2] },
      { name: "L1 MLP", components: [3] },
      { name: "all MLP", components: [2, 3] },
      { name: "all", components: [0, 1, 2, 3] },
    ]);
    expect(componentSets([])).toEqual([]);
  });
});

describe("shares of the next token", () => {
  it("are a softmax over the whole vocabulary, padding rows included, cut to eleven", () => {
    const logits = new Float32Array(26);
    logits[12] = Math.log(2);
    logits.fill(1000, 13);
    const shares = nextTokenShares(logits, 13);
    expect(shares).toHaveLength(22);
    expect(shares[0]).toBeCloseTo(1 / 14, 6);
    expect(shares[21]).toBeCloseTo(1 / 13, 6);
  });
});
