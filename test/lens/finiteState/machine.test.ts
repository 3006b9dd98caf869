import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { drawDigit, drawFiniteStateTexts } from "../../../src/lens/finiteState/drawFiniteStateTexts.js";
import {
  BEGIN,
  finiteStateMachine,
  randomFiniteStateMachine,
  stateDigits,
  statesOf,
} from "../../../src/lens/finiteState/FiniteStateMachine.js";
import { finiteStateFloor } from "../../../src/lens/finiteState/finiteStateFloor.js";
import { NumpyGenerator } from "../../../src/lens/finiteState/NumpyGenerator.js";
import { nextDigits } from "../../../src/lens/finiteState/nextDigits.js";
import { readFiniteStateMachine } from "../../../src/lens/finiteState/readFiniteStateMachine.js";
import { validPrefixes } from "../../../src/lens/finiteState/validPrefixes.js";

/** Two states to each state, by hand: 0 → 1 or 2, 1 → 10 or 11, 2 → 0, and the others → 12. */
function small() {
  const matrix = new Float64Array(13 * 13);
  const go = (from: number, to: number, p: number) => {
    matrix[from * 13 + to] = p;
  };
  for (let state = 3; state < 13; state++) go(state, 12, 1);
  go(0, 1, 0.25);
  go(0, 2, 0.75);
  go(1, 10, 0.5);
  go(1, 11, 0.5);
  go(2, 0, 1);
  return finiteStateMachine(matrix);
}

describe("numpy's generator", () => {
  // Numbers of numpy 2.4.6: PCG64(seed).random_raw(3), default_rng(seed).choice(…, replace=False).
  it("gives PCG64's raw words, for seeds of one and of two words", () => {
    const raw = (seed: number): bigint[] => {
      const random = new NumpyGenerator(seed);
      return [random.uint64(), random.uint64(), random.uint64()];
    };
    expect(raw(42)).toEqual([14276969152011380360n, 8095878257575067585n, 15838336090824644132n]);
    expect(raw(2 ** 40 + 5)).toEqual([87427594128977387n, 6872972437549564694n, 10832470946844950135n]);
  });

  it("chooses without replacement what numpy chooses", () => {
    const seven = new NumpyGenerator(7);
    expect(seven.choice(20, 15)).toEqual([2, 5, 19, 8, 11, 9, 16, 14, 7, 0, 10, 18, 15, 4, 17]);
    expect(seven.choice(20, 15)).toEqual([5, 18, 10, 8, 12, 7, 11, 15, 19, 16, 9, 3, 4, 13, 17]);
    const all = new NumpyGenerator(1).choice(100, 100);
    expect(all.slice(0, 12)).toEqual([10, 13, 87, 28, 64, 90, 65, 22, 4, 33, 16, 54]);
    expect(new Set(all).size).toBe(100);
  });

  it("refuses what is no seed", () => {
    expect(() => new NumpyGenerator(-1)).toThrow("seed: expected a whole number from 0, not -1");
    expect(() => new NumpyGenerator(0.5)).toThrow("seed");
  });
});

describe("the published machine", () => {
  const machine = randomFiniteStateMachine();

  it("is numpy's matrix of seed 42, row by row", () => {
    const rows = machine.successors.flat();
    expect(rows).toHaveLength(1000);
    // SHA-256 of the 1000 successors, each row ascending, a byte each, made by numpy 2.4.6.
    expect(createHash("sha256").update(Uint8Array.from(rows)).digest("hex")).toBe(
      "588430359c1622f02f20c17d6afda2db460e3a1a867a308c1be9ad280711fb3e",
    );
    expect(machine.successors[0]).toEqual([8, 9, 19, 41, 60, 68, 71, 82, 94, 96]);
  });

  it("has 100 states and 686 states with a digit", () => {
    expect(validPrefixes(machine, 2)).toHaveLength(100);
    expect(validPrefixes(machine, 3)).toHaveLength(686);
    for (const [begin, a, b, c] of validPrefixes(machine, 3)) {
      expect(begin).toBe(BEGIN);
      expect(machine.successors[10 * a + b].some(next => Math.floor(next / 10) === c)).toBe(true);
    }
  });

  it("has a floor of 1.1748 nats and 46.38 % at best", () => {
    const floor = finiteStateFloor(machine);
    expect(floor.loss).toBeCloseTo(1.17485, 5);
    expect(floor.loss).toBeCloseTo((Math.log(100) + 62 * Math.log(10) + floor.firstDigit) / 127, 6);
    expect(floor.firstDigit).toBeCloseTo(1.84046, 5);
    expect(100 * floor.accuracy).toBeCloseTo(46.38, 2);
  });

  it("draws texts in which each successor is as likely as another", () => {
    const texts = drawFiniteStateTexts(machine, { count: 200, seed: 3 });
    const counts = new Map<number, number>();
    let of = 0;
    for (const text of texts) {
      expect([text.length, text[0]]).toEqual([128, BEGIN]);
      const states = statesOf(machine, text);
      expect(states).toHaveLength(63);
      for (let i = 1; i < states.length; i++) {
        const place = machine.successors[states[i - 1]].indexOf(states[i]);
        counts.set(place, (counts.get(place) ?? 0) + 1);
        of++;
      }
    }
    expect(of).toBe(200 * 62);
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    // Standard error of a share of 0.1 of 12,400: 0.0027.
    for (const count of counts.values()) expect(Math.abs(count / of - 0.1)).toBeLessThan(0.012);
    expect(new Set(texts.map(text => statesOf(machine, text)[0])).size).toBeGreaterThan(70);
  });

  it("draws the same text for a number whatever the count, and another one for another seed", () => {
    const [one, two] = drawFiniteStateTexts(machine, { count: 2, seed: 3 });
    expect(drawFiniteStateTexts(machine, { count: 5, seed: 3 })[1]).toEqual(two);
    expect(one).not.toEqual(two);
    expect(drawFiniteStateTexts(machine, { count: 1, seed: 4 })[0]).not.toEqual(one);
  });
});

describe("a machine of any matrix", () => {
  it("tells the next digit: of any state at first, of the first digit, and of the second given it", () => {
    const machine = small();
    expect(nextDigits(machine, [BEGIN])[0]).toBeCloseTo(10 / 13, 12);
    expect(nextDigits(machine, [BEGIN])[1]).toBeCloseTo(3 / 13, 12);
    expect([...nextDigits(machine, [BEGIN, 0, 0, 0])]).toEqual([0, 0.25, 0.75, 0, 0, 0, 0, 0, 0, 0]);
    expect([...nextDigits(machine, [BEGIN, 0, 1])]).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect([...nextDigits(machine, [BEGIN, 0, 1, 1])]).toEqual([0.5, 0.5, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect([...nextDigits(machine, [BEGIN, 0, 1, 7])]).toEqual(new Array(10).fill(0));
  });

  it("has the floor that follows from its matrix", () => {
    // BEGIN, two digits of any of 13 states, one more digit: 0 → 0 always, 1 → 1, 2 → 0, the others → 1.
    const floor = finiteStateFloor(small(), 4);
    expect(floor.loss).toBeCloseTo(Math.log(13) / 3, 12);
    expect(floor.accuracy).toBeCloseTo((10 / 13 + 2 / 13 + 1) / 3, 12);
  });

  it("reads states with what is none marked", () => {
    const machine = small();
    expect(statesOf(machine, [BEGIN, 0, 1, 1, 2, 9, 9, 3])).toEqual([1, 12, -1]);
    expect(statesOf(machine, [BEGIN, 0, BEGIN])).toEqual([-1]);
    expect(stateDigits(7)).toEqual([0, 7]);
  });

  it("refuses what is no matrix of probabilities", () => {
    expect(() => finiteStateMachine([1, 0, 0])).toThrow("square matrix");
    expect(() => finiteStateMachine([1, 0, 0.5, 0.4])).toThrow("row 1 adds up to 0.9, not to 1");
    expect(() => finiteStateMachine([1, 0, 2, -1])).toThrow("row 1, column 1: -1 is no probability");
    expect(() => randomFiniteStateMachine({ states: 5 })).toThrow("states: expected a whole number from 11");
    expect(() => randomFiniteStateMachine({ edges: 101 })).toThrow("edges");
  });
});

describe("a drawn digit", () => {
  it("is the one at which the sum of weights passes the share, never one of weight 0", () => {
    const weights = [0, 1, 0, 3, 0, 0, 0, 0, 0, 0];
    expect([0, 0.24, 0.26, 0.999].map(share => drawDigit(weights, share))).toEqual([1, 1, 3, 3]);
  });
});

describe("the published file fsm.npy", () => {
  /** An .npy file of version 1.0, as numpy writes it. */
  function npy(shape: string, numbers: readonly number[]): Buffer {
    const dict = `{'descr': '<f8', 'fortran_order': False, 'shape': (${shape}), }`;
    const text = `${dict.padEnd(117)}\n`;
    const head = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, text.length & 255, text.length >> 8]);
    return Buffer.concat([head, Buffer.from(text, "latin1"), Buffer.from(Float64Array.from(numbers).buffer)]);
  }

  it("is read as the machine it was written from, and refused where it is none", async () => {
    const folder = await mkdtemp(join(tmpdir(), "tracebook-fsm-"));
    try {
      const machine = randomFiniteStateMachine();
      const file = join(folder, "fsm.npy");
      await writeFile(file, npy("100, 100", [...machine.transitions]));
      const read = await readFiniteStateMachine(file);
      expect(read.successors).toEqual(machine.successors);
      expect(finiteStateFloor(read).loss).toBeCloseTo(finiteStateFloor(machine).loss, 12);
      await writeFile(file, npy("2, 3", [1, 0, 0, 0, 1, 0]));
      await expect(readFiniteStateMachine(file)).rejects.toThrow(
        "expected an array [states, states], not [2, 3]",
      );
      await writeFile(file, npy("2, 2", [1, 0, 0.5, 0.2]));
      await expect(readFiniteStateMachine(file)).rejects.toThrow("row 1 adds up to");
      await writeFile(file, "digits");
      await expect(readFiniteStateMachine(file)).rejects.toThrow("fsm.npy");
      await expect(readFiniteStateMachine(join(folder, "none.npy"))).rejects.toThrow("cannot be read");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
