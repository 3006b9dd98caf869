import { describe, expect, it } from "vitest";
import { AlignError } from "../../../src/lens/tokens/AlignError.js";
import { SourceError } from "../../../src/program/SourceError.js";
import { localFault, tooLong } from "../../../src/providers/local/localFault.js";
import { ProviderError } from "../../../src/providers/ProviderError.js";

describe("what goes wrong with a local model", () => {
  it.each([
    [
      "out of memory",
      new SourceError("out of memory: 12 bytes could not be had", "m.gguf"),
      "invalid request",
      false,
    ],
    ["no room for an array", new RangeError("Array buffer allocation failed"), "invalid request", false],
    [
      "a grammar that cannot be spelled",
      new SourceError("no token goes on", "grammar"),
      "invalid request",
      false,
    ],
    ["a tokenizer that changes the text", new AlignError("other bytes", 3, 7), "invalid request", false],
    ["ONNX Runtime", new SourceError("ONNX Runtime: bad node", "m.gguf"), "unsupported", true],
  ] as const)("%s is told as a fault of the prompt or of the run", (_what, error, fault, ends) => {
    const told = localFault(error, "m.gguf") as ProviderError;
    expect(told).toBeInstanceOf(ProviderError);
    expect([told.fault, told.endsRun, told.retryable]).toEqual([fault, ends, false]);
    expect(told.message).toContain(error.message);
  });

  it("other errors and the caller's reasons stay as they are", () => {
    const own = tooLong(9, 8, "m.gguf");
    expect(own.message).toBe("9 tokens do not fit the context of 8 tokens (m.gguf)");
    const reason = new Error("enough");
    for (const error of [own, reason, "text", undefined]) expect(localFault(error, "m")).toBe(error);
  });
});
