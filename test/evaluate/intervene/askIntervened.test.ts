import { describe, expect, it } from "vitest";
import { checkIntervening } from "../../../src/cli/askIntervened.js";
import { chooseShards } from "../../../src/evaluate/shards/chooseShards.js";

describe("--intervene", () => {
  it.each([
    [{ shards: 4 }, {}, /^--shards: --intervene asks several runs, each of them whole: leave it out$/],
    [{ shard: "1/4" }, {}, /^--shard: .*: leave it out$/],
    [{}, { TRACEBOOK_SHARDS: "4" }, /^TRACEBOOK_SHARDS: .*: add --shard all$/],
    [
      {},
      { SLURM_ARRAY_TASK_ID: "1", SLURM_ARRAY_TASK_COUNT: "4" },
      /^SLURM_ARRAY_TASK_ID: .*: add --shard all$/,
    ],
  ])("names who said that there are shards, and what to do: %j %j", (words, env, message) => {
    expect(() => checkIntervening({}, chooseShards(words, env))).toThrow(message);
    expect(() => checkIntervening({}, chooseShards({ ...words, shard: "all" }, env))).not.toThrow();
  });

  it("goes by the model's own chat template", () => {
    expect(() => checkIntervening({ chatTemplate: "t" }, undefined)).toThrow(
      /^--chat-template: .* leave it out$/,
    );
  });
});
