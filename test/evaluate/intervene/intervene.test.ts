import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readInterventionFile } from "../../../src/evaluate/intervene/InterventionFile.js";
import { interveneRun } from "../../../src/evaluate/intervene/interveneRun.js";
import { interventionText } from "../../../src/evaluate/intervene/interventionText.js";
import { matchedUnits } from "../../../src/evaluate/intervene/matchedUnits.js";
import { PatchSources } from "../../../src/evaluate/intervene/PatchSources.js";
import { placePositions } from "../../../src/evaluate/intervene/placePositions.js";
import { resolveSpecs, unitPlaces } from "../../../src/evaluate/intervene/ResolvedUnits.js";
import { unitPlan } from "../../../src/evaluate/intervene/unitPlan.js";
import { attachDictionaries } from "../../../src/lens/dictionary/attach/attachDictionaries.js";
import type { Intervention } from "../../../src/lens/session/Intervention.js";
import type { LocalModel } from "../../../src/lens/session/LocalModel.js";
import { parse } from "../../../src/program/parse.js";
import { dialectPrompt } from "../../../src/providers/embedded/dialectPrompt.js";
import { localModel } from "../../../src/providers/local/localModel.js";
import { localIds } from "../../../src/providers/local/localTokens.js";
import { pose } from "../../../src/questions/pose/pose.js";
import { questionSet } from "../../../src/questions/QuestionSet.js";
import { trace } from "../../../src/trace/trace.js";
import { dialectFolder } from "../../providers/embedded/dialectFolder.js";
import { codebook, sae } from "./dictionaries.js";

const SOURCE = `function f(a, b) {
  let c = 3;
  if (a > b) {
    c = b;
  }
  return c;
}
`;

const read = (interventions: unknown[], more: object = {}) =>
  readInterventionFile(JSON.stringify({ dictionaries: ["d"], interventions, ...more }), "change.json");

describe("a file of interventions", () => {
  it("is read as it stands", () => {
    const spec = { layer: 1, features: [3], do: "set", value: 2, at: { line: 3, type: "IfStatement" } };
    expect(read([spec], { mode: "replace" }).interventions).toEqual([spec]);
  });

  it.each([
    [
      [{ layer: 1, features: [3], do: "turn", value: 2 }],
      /^change\.json: .*interventions\[0\]\.do is "turn", expected "set" or "add" or "ablate" or "patch"/,
    ],
    [[{ layer: -1, features: [3], do: "ablate" }], /interventions\[0\]\.layer is -1, expected at least 0/],
    [[{ layer: 1, features: [3], do: "ablate", at: { line: 0 } }], /interventions\[0\]\.at/],
    [[{ layer: 1, features: [3], do: "set" }], /interventions\[0\]\.value: is missing/],
    [[{ layer: 1, features: [3], do: "ablate", value: 7 }], /interventions\[0\]\.value: 7 is of no use/],
    [[{ layer: 1, do: "ablate" }], /interventions\[0\]\.features: name features or codes/],
    [[{ features: [1], do: "ablate" }], /interventions\[0\]\.layer: name the layer/],
    [[{ layer: 1, features: [1], do: "patch" }], /interventions\[0\]\.from: is missing/],
    [[{ layer: 1, codes: [1, 2], do: "set" }], /interventions\[0\]\.codes: expected one code/],
  ])("is refused with path and value: %j", (interventions, message) => {
    expect(() => read(interventions)).toThrow(message);
  });

  it("names places that there are", () => {
    const places = unitPlaces([sae(0), sae(1), codebook(1)]);
    const resolve = (spec: object) => resolveSpecs(read([spec]).interventions, places, "change.json");
    expect(resolve({ layer: 1, features: [3], do: "ablate" })[0].place.acts).toBe(
      "blocks.1.hook_mlp_out.hook_sae_acts_post",
    );
    expect(resolve({ layer: 1, codes: [3], do: "ablate" })[0].place.acts).toBe(
      "blocks.1.mlp.codebook_layer.hook_codebook_ids",
    );
    expect(() => resolve({ layer: 5, features: [3], do: "ablate" })).toThrow(
      /interventions\[0\]\.layer: no features at 5; there are/,
    );
    expect(() => resolve({ layer: 1, features: [99], do: "ablate" })).toThrow(
      /features\[0\]: 99: .* 0 to 23/,
    );
  });
});

describe("matched random units", () => {
  it("are like those changed in rate and norm, others than they, and the same for the same seed", () => {
    const [place] = unitPlaces([sae(0, 600)]);
    const rates = new Map([[place, Float64Array.from({ length: 600 }, (_, i) => (i % 50) / 100)]]);
    const spec = { layer: 0, features: [49, 99], do: "ablate" } as const;
    const specs = [{ spec, place, units: [49, 99] }];
    const { matched, specs: moved } = matchedUnits(specs, rates, "1");
    expect(matchedUnits(specs, rates, "1").matched).toEqual(matched);
    expect(moved[0].units).toEqual(matched.map(({ control }) => control));
    expect(new Set([49, 99, ...moved[0].units]).size).toBe(4);
    for (const {
      rates: [own, other],
      norms,
    } of matched) {
      expect(Math.abs(own - other)).toBeLessThan(0.1);
      expect(norms[1] / norms[0]).toBeGreaterThan(0.7);
      expect(norms[1] / norms[0]).toBeLessThan(1.4);
    }
  });
});

describe("changes inside a local model (random weights)", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tracebook-intervene-"));
  const program = parse(SOURCE, { file: "f.js" });
  const recorded = await trace(program, { call: "f(7, 2)" });
  const posed = pose(recorded, { dataset: "test", tasks: ["output", "state", "coverage"] });
  const set = questionSet("test", 1, [{ program, posed }]);
  await dialectFolder(join(folder, "model"), { tracebook: { dialect: 1, style: "direct" } });
  const model = await localModel({ path: join(folder, "model"), threads: 1 });
  const output = posed.questions.find(({ task }) => task === "output")!;
  const prompt = dialectPrompt(output, program)!;
  const ids = localIds(model.local, prompt.text);
  const placed = {
    prompt: prompt.text,
    text: prompt.text,
    ids,
    place: { byteStart: 0, byteEnd: Buffer.byteLength(prompt.text) },
  };
  afterAll(async () => {
    await model.close();
    await rm(folder, { recursive: true });
  });
  const run = (
    interventions: unknown[],
    name: string,
    dictionaries = [sae(0), sae(1)] as Parameters<typeof attachDictionaries>[1],
    control = { draws: 1 },
    options: Partial<Parameters<typeof interveneRun>[3]> = {},
  ) =>
    interveneRun(
      set,
      model,
      { file: read(interventions, { control }), path: join(folder, "change.json"), dictionaries },
      { out: join(folder, name), settings: { maxTokens: 6 }, ...options },
    );
  /** A plan for the prompt above, and what it does to its tokens. */
  const planned = async (
    interventions: unknown[],
    dictionaries: Parameters<typeof attachDictionaries>[1],
    attached: LocalModel,
    from = folder,
  ) => {
    const specs = resolveSpecs(read(interventions).interventions, unitPlaces(dictionaries), "x");
    const put = { dialect: "tracebook" } as const;
    const patches = new PatchSources({
      model,
      local: attached,
      template: undefined,
      put,
      folder: from,
      file: "x",
    });
    const plan = unitPlan(specs, {
      local: attached,
      asked: () => ({ prompt, question: output, program }),
      patches,
    });
    return {
      plan,
      made: async () => (await plan.of(placed)).at({ rows: [], tokens: ids, from: 0, fork: () => undefined }),
    };
  };

  it("finds the tokens of a node by line and type, and by its id", () => {
    const tokens = (at: Parameters<typeof placePositions>[4]) =>
      placePositions(model.local.tokenizer, placed, prompt, program, at).map(i =>
        model.local.tokenizer.show(ids[i]),
      );
    expect(tokens({ line: 2 }).join("")).toBe("let c = 3;".replace(/^/, " "));
    expect(tokens({ line: 3, type: "BinaryExpression" })).toEqual(["a", " >", " b"]);
    const node = program.nodes.find(({ type }) => type === "ReturnStatement")!;
    expect(tokens({ node: node.id }).join("").trim()).toBe("return c;");
    expect(tokens({ node: node.id, program: "another" })).toEqual([]);
    expect(tokens({ line: 99 })).toEqual([]);
  });

  it("changes nothing where nothing is added, and answers where a feature is set high", async () => {
    const none = await run([{ layer: 1, features: [2], do: "add", value: 0 }], "none");
    expect(none.changed.flips).toMatchObject({
      rightToWrong: 0,
      wrongToRight: 0,
      other: 0,
      same: set.questions.length,
    });
    const high = await run([{ layer: 1, features: [2, 5], do: "set", value: 400 }], "high");
    expect(high.changed.flips.same).toBeLessThan(set.questions.length);
    expect(high.changes[0].placed).toBe(set.questions.length);
    expect(high.controls).toHaveLength(1);
    expect(high.controls[0].matched.map(({ unit }) => unit)).toEqual([2, 5]);
    expect(high.beyond?.answers.n).toBe(set.questions.length);
    expect(interventionText(high)).toMatch(
      /change 1: set 2, 5 of blocks\.1\.hook_mlp_out.*\(400\) at every token; found its place for \d+ questions in this session/,
    );
  });

  it("counts questions, not their samples, and takes no chat template beside the model's own", async () => {
    const change = [{ layer: 1, features: [2], do: "set", value: 4, at: { line: 2 } }];
    const none = { draws: 0 };
    const twice = await run(change, "twice", undefined, none, { samples: 2 });
    expect(twice.changed.accuracy.n).toBe(2 * set.questions.length);
    expect(twice.changes[0].placed).toBe(set.questions.length);
    await expect(run(change, "template", undefined, none, { chatTemplate: folder })).rejects.toThrow(
      /^--chat-template: changes inside a model go by its own/,
    );
  });

  it("fails where a run has no answer at all, and says why", async () => {
    const small = await localModel({ path: join(folder, "model"), threads: 1, contextLength: 30 });
    const file = read([{ layer: 1, features: [2], do: "ablate" }], { control: { draws: 0 } });
    await expect(
      interveneRun(
        set,
        small,
        { file, path: join(folder, "change.json"), dictionaries: [sae(1)] },
        { out: join(folder, "small") },
      ),
    ).rejects.toThrow(/^without: no question was answered \(context length\): \d+ tokens do not fit/);
    await small.close();
  });

  it("does at a node what an intervention at its tokens does", async () => {
    const dictionaries = [sae(0)];
    const attached = await attachDictionaries(model.local, dictionaries, { mode: "keep error" });
    const at = { line: 3, type: "BinaryExpression" };
    const places = unitPlaces(dictionaries);
    const specs = resolveSpecs(
      read([{ layer: 0, features: [4], do: "set", value: 30, at }]).interventions,
      places,
      "x",
    );
    const patches = new PatchSources({
      model,
      local: attached,
      template: undefined,
      put: { dialect: "tracebook" },
      folder,
      file: "x",
    });
    const plan = unitPlan(specs, {
      local: attached,
      asked: () => ({ prompt, question: output, program }),
      patches,
    });
    const interventions = await (await plan.of(placed)).at({
      rows: [],
      tokens: ids,
      from: 0,
      fork: () => undefined,
    });
    const positions = placePositions(attached.tokenizer, placed, prompt, program, at);
    const want = await attached.run(ids, {
      logits: "last",
      interventions: [
        { hook: places[0].acts, positions, features: [4], action: { kind: "replace", value: [30] } },
      ],
    });
    const got = await attached.run(ids, { logits: "last", interventions });
    const plain = await attached.run(ids, { logits: "last" });
    expect(got.logits!.data).toEqual(want.logits!.data);
    expect(got.logits!.data).not.toEqual(plain.logits!.data);
    expect(plan.placed).toEqual([1]);
    await attached.close();
  });

  it("acts on the rows of an occurrence, and takes codes out where they are", async () => {
    const dictionaries = [sae(0), codebook(1)];
    const attached = await attachDictionaries(model.local, dictionaries, { mode: "keep error" });
    const places = unitPlaces(dictionaries);
    const occurrence = { line: 4, k: 2 };
    const { hooks } = await attached.run(ids, { hooks: [places[1].acts], logits: "none" });
    const known = hooks.get(places[1].acts)!.data;
    const specs = resolveSpecs(
      read([
        { layer: 0, features: [1], do: "ablate", at: { occurrence } },
        { layer: 1, codes: [known[0]], do: "ablate" },
      ]).interventions,
      places,
      "x",
    );
    const patches = new PatchSources({
      model,
      local: attached,
      template: undefined,
      put: { dialect: "tracebook" },
      folder,
      file: "x",
    });
    const plan = unitPlan(specs, {
      local: attached,
      asked: () => ({ prompt, question: output, program }),
      patches,
    });
    const rows = [
      { line: 4, k: 1, from: 10, to: 18 },
      { line: 4, k: 2, from: 18, to: 23 },
    ];
    const made = await (await plan.of(placed)).at({ rows, tokens: ids, from: 0, fork: () => undefined });
    expect(made[0].positions).toEqual([18, 19, 20, 21, 22]);
    const out = made.slice(1);
    expect(out).toHaveLength(2);
    for (const [slot, { positions, features, action }] of out.entries()) {
      expect(features).toEqual([slot]);
      expect(action).toEqual({ kind: "replace", value: [-1] });
      expect(positions).toEqual(Array.from(ids, (_, i) => i).filter(i => known[2 * i + slot] === known[0]));
    }
    const after = await attached.run(ids, { interventions: out, hooks: [places[1].acts], logits: "none" });
    expect(Array.from(after.hooks.get(places[1].acts)!.data)).not.toContain(known[0]);
    await attached.close();
  });

  it("takes out the codes that are there with all that is changed before them, wherever the file has it", async () => {
    const dictionaries = [sae(0), codebook(1)];
    const attached = await attachDictionaries(model.local, dictionaries, { mode: "keep error" });
    const [, { acts }] = unitPlaces(dictionaries);
    const shallow = { layer: 0, features: [1, 2, 3], do: "set", value: 300 };
    const codes = async (interventions: readonly Intervention[]) =>
      Array.from(
        (await attached.run(ids, { hooks: [acts], logits: "none", interventions })).hooks.get(acts)!.data,
      );
    const alone = await codes(await (await planned([shallow], dictionaries, attached)).made());
    const plain = await codes([]);
    // A code that the shallower change brings to some token.
    const code = alone.find((id, i) => id !== plain[i])!;
    const deeperFirst = await planned(
      [{ layer: 1, codes: [code], do: "ablate" }, shallow],
      dictionaries,
      attached,
    );
    expect(await codes(await deeperFirst.made())).not.toContain(code);
    expect(deeperFirst.plan.placed).toEqual([1, 1]);
    await attached.close();
  });

  it("swaps a code for another: one is added, the other taken out of every token that had it", async () => {
    const dictionaries = [codebook(1)];
    const attached = await attachDictionaries(model.local, dictionaries, { mode: "keep error" });
    const [{ acts, k }] = unitPlaces(dictionaries);
    const { data: plain } = (await attached.run(ids, { hooks: [acts], logits: "none" })).hooks.get(acts)!;
    const [out] = plain;
    const swap = [
      { layer: 1, codes: [9], do: "add" },
      { layer: 1, codes: [out], do: "ablate" },
    ];
    const interventions = await (await planned(swap, dictionaries, attached)).made();
    const after = (await attached.run(ids, { hooks: [acts], logits: "none", interventions })).hooks.get(
      acts,
    )!;
    expect(after.dims).toEqual([1, ids.length, k + 1]);
    for (let token = 0; token < ids.length; token++) {
      const own = Array.from(plain.subarray(token * k, (token + 1) * k));
      expect(Array.from(after.data.subarray(token * (k + 1), (token + 1) * (k + 1)))).toEqual([
        ...own.map(id => (id === out ? -1 : id)),
        9,
      ]);
    }
    await attached.close();
  });

  it("are told apart by the programs they patch from, not by the names of their files", async () => {
    const dictionaries = [sae(0)];
    const attached = await attachDictionaries(model.local, dictionaries, { mode: "keep error" });
    const hash = async (source: string): Promise<string> => {
      const beside = await mkdtemp(join(folder, "beside-"));
      await writeFile(join(beside, "other.js"), source);
      const from = { call: "f(1, 2)", program: "other.js" };
      const change = [{ layer: 0, features: [1], do: "patch", from, at: { line: 2 } }];
      return (await planned(change, dictionaries, attached, beside)).plan.sha256;
    };
    expect(await hash(SOURCE)).toBe(await hash(SOURCE));
    expect(await hash(SOURCE)).not.toBe(await hash(SOURCE.replace("3", "4")));
    await attached.close();
  });

  it("patches values from another call, node by node", async () => {
    const dictionaries = [sae(0)];
    const report = await run(
      [
        {
          layer: 0,
          features: Array.from({ length: 24 }, (_, i) => i),
          do: "patch",
          from: { call: "f(1, 9)" },
          at: { line: 6 },
        },
      ],
      "patch",
      dictionaries,
      { draws: 0 },
    );
    expect(report.changes[0].placed).toBe(set.questions.length);
    expect(report.beyond).toBeUndefined();
    await expect(
      run(
        [{ layer: 0, features: [1], do: "patch", from: { call: "f(1)", program: "none.js" } }],
        "gone",
        dictionaries,
      ),
    ).rejects.toThrow(/change\.json: from\.program: cannot read none\.js \(ENOENT\)/);
  });

  it("sets and adds codes", async () => {
    const report = await run(
      [
        { layer: 1, codes: [7], do: "set", at: { line: 2 } },
        { layer: 1, codes: [9], do: "add" },
      ],
      "codes",
      [codebook(1)],
    );
    expect(report.changed.accuracy.n).toBe(set.questions.length);
  });

  it("refuses occurrences where no trace is written", async () => {
    await expect(
      run([{ layer: 0, features: [1], do: "ablate", at: { occurrence: { line: 2, k: 1 } } }], "rows"),
    ).rejects.toThrow(/interventions\[0\]\.at\.occurrence: only rows of a trace the model writes/);
  });
});
