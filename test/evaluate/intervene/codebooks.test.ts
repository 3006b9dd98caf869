import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readInterventionFile } from "../../../src/evaluate/intervene/InterventionFile.js";
import { interveneRun } from "../../../src/evaluate/intervene/interveneRun.js";
import type { Dictionary } from "../../../src/lens/dictionary/Dictionary.js";
import { readDictionary } from "../../../src/lens/dictionary/readDictionary.js";
import { parse } from "../../../src/program/parse.js";
import { embeddedFolder, hasEmbedded } from "../../../src/providers/embedded/packagedModels.js";
import { localModel } from "../../../src/providers/local/localModel.js";
import { pose } from "../../../src/questions/pose/pose.js";
import { questionSet } from "../../../src/questions/QuestionSet.js";
import { trace } from "../../../src/trace/trace.js";

const SOURCE = "function f(a, b) {\n  let c = a;\n  if (a > b) {\n    c = b;\n  }\n  return c;\n}\n";

describe.skipIf(!hasEmbedded("embedded-codebook-mlp"))(
  "codes of a model that brings its codebooks along",
  async () => {
    const out = await mkdtemp(join(tmpdir(), "tracebook-codes-"));
    const folder = embeddedFolder("embedded-codebook-mlp");
    const model = await localModel({ path: folder, threads: 1 }, () => {}, "embedded-codebook-mlp");
    const program = parse(SOURCE, { file: "f.js" });
    const recorded = await trace(program, { call: "f(7, 2)" });
    const set = questionSet("test", 1, [
      { program, posed: pose(recorded, { dataset: "test", tasks: ["output", "coverage"] }) },
    ]);
    afterAll(async () => {
      await model.close();
      await rm(out, { recursive: true });
    });
    const run = (name: string, file: object, dictionaries: readonly Dictionary[]) =>
      interveneRun(
        set,
        model,
        {
          file: readInterventionFile(JSON.stringify({ control: { draws: 1 }, ...file }), "change.json"),
          path: "change.json",
          dictionaries,
        },
        { out: join(out, name), style: "direct", settings: { maxTokens: 4 } },
      );
    const interventions = [0, 1, 2, 3, 4].map(layer => ({ layer, codes: [7], do: "set" }));

    it("are changed where they are, whether the file names them or not", async () => {
      const named = await run(
        "named",
        { dictionaries: ["embedded-codebook-mlp"], interventions },
        await readDictionary(folder),
      );
      expect(named.mode).toBe("replace");
      expect(named.changed.flips.same).toBeLessThan(set.questions.length);
      expect(named.changes[4]).toMatchObject({
        hook: "blocks.4.mlp.codebook_layer.hook_codebook_ids",
        placed: set.questions.length,
      });
      const unnamed = await run("unnamed", { interventions }, []);
      expect(unnamed).toEqual(named);
      // The given model stays open.
      await model.local.run([1, 2, 3], { logits: "last" });
    });

    it("are part of the model in one mode", async () => {
      await expect(run("mode", { mode: "keep error", interventions }, [])).rejects.toThrow(
        /^change\.json: mode: "keep error": dictionaries are part of embedded-codebook-mlp already, to replace/,
      );
    });
  },
);

describe("a model without codebooks", () => {
  it.skipIf(!hasEmbedded("embedded"))("has nothing to change where no dictionary is named", async () => {
    const model = await localModel({ path: embeddedFolder("embedded"), threads: 1 });
    const file = readInterventionFile(
      JSON.stringify({ interventions: [{ layer: 0, codes: [1], do: "ablate" }] }),
      "change.json",
    );
    const set = questionSet("test", 1, []);
    await expect(
      interveneRun(set, model, { file, path: "change.json", dictionaries: [] }, { out: "unused" }),
    ).rejects.toThrow(/^change\.json: dictionaries: are missing: local:.* brings none of its own/);
    await model.close();
  });
});
