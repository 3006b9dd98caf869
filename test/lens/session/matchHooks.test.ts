import { describe, expect, it } from "vitest";
import { matchHooks } from "../../../src/lens/session/matchHooks.js";

const points = [
  "hook_embed",
  "blocks.0.hook_resid_pre",
  "blocks.0.attn.hook_z",
  "blocks.0.attn.hook_result",
  "blocks.10.hook_resid_pre",
  "blocks.10.attn.hook_result",
].map(name => ({ name, axes: ["batch", "pos", "d_model"] }));
const names = (...patterns: string[]) => matchHooks(patterns, points).map(({ name }) => name);

describe("matchHooks", () => {
  it("reads * as a run of characters without a dot, in the order of the forward pass, each hook once", () => {
    expect(names("blocks.*.hook_resid_pre", "hook_*", "blocks.0.hook_resid_pre")).toEqual([
      "hook_embed",
      "blocks.0.hook_resid_pre",
      "blocks.10.hook_resid_pre",
    ]);
    expect(names("blocks.1*.hook_resid_pre")).toEqual(["blocks.10.hook_resid_pre"]);
    expect(() => names("*")).not.toThrow();
    expect(names("*")).toEqual(["hook_embed"]);
  });

  it("gives hook_result only where it is written out: it costs a projection for each head", () => {
    expect(names("blocks.0.attn.*")).toEqual(["blocks.0.attn.hook_z"]);
    expect(names("blocks.*.attn.hook_result")).toEqual([
      "blocks.0.attn.hook_result",
      "blocks.10.attn.hook_result",
    ]);
  });

  it("takes dots and brackets of a pattern as they are", () => {
    expect(() => names("blocks.0xhook_resid_pre")).toThrow('there is no hook "blocks.0xhook_resid_pre"');
    expect(() => names("blocks.(0|1).hook_resid_pre")).toThrow("there is no hook");
  });
});
