import { expect, it } from "vitest";
import { attachedModel } from "../../../../src/providers/local/attachedModel.js";
import { localModel } from "../../../../src/providers/local/localModel.js";
import { folder } from "../../session/models.js";
import { memory, sae } from "./random.js";

it("a language model is told apart by what is attached, beside the codebooks that are part of it", async () => {
  const model = await localModel({ path: folder("llama-codebooks"), threads: 1 });
  const hook = "blocks.1.hook_resid_pre";
  const identityOf = async (sha256: string) => {
    const attached = await attachedModel(model, [sae(hook, { source: { ...memory, sha256 } })]);
    const { identity } = attached;
    await attached.close();
    return identity!;
  };
  const [one, other] = [await identityOf("1".repeat(64)), await identityOf("2".repeat(64))];
  expect(one.mode).toBe("replace");
  expect(one.attached).toMatch(/^[0-9a-f]{32}$/);
  expect(one.attached).not.toBe(other.attached);
  expect(one.dictionaries).toBe(`${model.identity!.dictionaries}, replace ${"1".repeat(16)}`);
  expect(model.identity!.attached).toBeUndefined();
  await model.close();
});
