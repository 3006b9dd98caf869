import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { decodeBytes } from "../../../src/lens/decode/decodeBytes.js";
import { llamaModel } from "../../../src/providers/llama/llamaModel.js";
import { findNodeLlama, llamaInstall } from "../../../src/providers/llama/loadNodeLlama.js";
import { tokenBytes } from "../../../src/providers/llama/tokenBytes.js";
import { weightsHash } from "../../../src/providers/llama/weightsHash.js";
import { tinyGguf } from "./tinyGguf.js";
import { bpeVocabulary, spmVocabulary, type Vocabulary } from "./tinyVocabulary.js";

afterEach(() => vi.unstubAllEnvs());

const bytesOf = ({ model, tokens, types }: Vocabulary) =>
  tokenBytes({ ggml: { model, tokens, token_type: types } })!;

describe("bytes of tokens", () => {
  it("are those of pieces, spaces, single bytes and marks in Llama 2's kind of vocabulary", () => {
    const { tokens } = spmVocabulary();
    const { bytes, isControl, size } = bytesOf(spmVocabulary());
    const of = (token: string): number[] => [...bytes(tokens.indexOf(token))];
    expect(size).toBe(tokens.length);
    expect(of("▁return")).toEqual([...Buffer.from(" return")]);
    expect(of("<0xE6>")).toEqual([0xe6]);
    expect(of("日本")).toEqual([...Buffer.from("日本")]);
    expect(of("<|user|>")).toEqual([...Buffer.from("<|user|>")]);
    expect([isControl(tokens.indexOf("</s>")), isControl(tokens.indexOf("x"))]).toEqual([true, false]);
    expect(() => bytes(tokens.length)).toThrow(RangeError);
  });

  it("are spelled in letters in GPT-2's kind, also for half a character", () => {
    const vocabulary = bpeVocabulary();
    const { bytes } = bytesOf(vocabulary);
    const all = vocabulary.tokens.map((_, token) => bytes(token));
    // The first 256 tokens are the bytes themselves.
    expect(all.slice(0, 256).map(each => [...each])).toEqual(
      Array.from({ length: 256 }, (_, byte) => [byte]),
    );
    expect(all.some(each => each.equals(Buffer.from("日本")))).toBe(true);
    expect(all.some(each => each.equals(Buffer.from("月").subarray(0, 2)))).toBe(true);
    expect(all.at(-1)?.toString()).toBe("<|end|>");
  });

  it("are unknown for other kinds", () => {
    expect(tokenBytes({ ggml: { model: "bert", tokens: ["a"] } })).toBe(undefined);
    expect(tokenBytes(undefined)).toBe(undefined);
  });
});

describe("decoding bytes a model said", () => {
  const decode = (bytes: Uint8Array, stream: boolean): string =>
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes, { stream });

  it("is what the Encoding Standard says of any bytes, but for a character that is not whole at the end", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 24 }), bytes => {
        // An ASCII letter behind ends whatever was begun.
        const ended = Uint8Array.from([...bytes, 0x41]);
        expect(decodeBytes(ended).text).toBe(decode(ended, false));
        expect(decodeBytes(bytes).text).toBe(decode(bytes, true));
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  it("says of each byte where it is in the text: in its place in whole characters, never going down", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 24 }), bytes => {
        const { text, offsets } = decodeBytes(bytes);
        expect(offsets[bytes.length]).toBe(Buffer.byteLength(text));
        for (let at = 1; at <= bytes.length; at++)
          expect(offsets[at]).toBeGreaterThanOrEqual(offsets[at - 1]);
      }),
      { seed: 2, numRuns: 1000 },
    );
    const { offsets } = decodeBytes(Buffer.from("a日b"));
    expect([...offsets]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...decodeBytes(Uint8Array.from([0x61, 0xe6, 0x97, 0x62])).offsets]).toEqual([0, 1, 1, 4, 5]);
    expect(decodeBytes(Uint8Array.from([0x61, 0xe6, 0x97]))).toEqual({
      text: "a",
      offsets: Uint32Array.from([0, 1, 1, 1]),
    });
  });
});

describe("a file of weights", () => {
  it("has a short name that changes with its content", async () => {
    const folder = await mkdtemp(join(tmpdir(), "tracebook-llama-"));
    const write = async (name: string, bytes: Buffer): Promise<string> => {
      await writeFile(join(folder, name), bytes);
      return join(folder, name);
    };
    const one = await write("one.gguf", tinyGguf());
    const same = await write("same.gguf", tinyGguf());
    const other = await write("other.gguf", tinyGguf({ seed: 2 }));
    expect(await weightsHash(one)).toMatch(/^[0-9a-f]{32}$/);
    expect(await weightsHash(one)).toBe(await weightsHash(same));
    expect(await weightsHash(one)).not.toBe(await weightsHash(other));
    const text = await write("notes.gguf", Buffer.from("hello"));
    await expect(weightsHash(text)).rejects.toThrow("notes.gguf: is no GGUF file");
    await expect(weightsHash(join(folder, "none.gguf"))).rejects.toThrow("none.gguf: no such file");
    await expect(weightsHash(folder)).rejects.toThrow("is a folder");
    await rm(folder, { recursive: true });
  });

  it("with options that cannot be is refused before anything is loaded", async () => {
    await expect(llamaModel({ file: "" })).rejects.toThrow("--model: names no file");
    await expect(llamaModel({ file: "x", contextSize: 0 })).rejects.toThrow(
      "llamaModel: contextSize: expected",
    );
    await expect(llamaModel({ file: "x", threads: 1.5 })).rejects.toThrow("llamaModel: threads: expected");
    await expect(llamaModel({ file: "x", endpoint: "both" as never })).rejects.toThrow(
      "expected chat or completions",
    );
  });
});

describe("node-llama-cpp", () => {
  it("is installed with one small build for each kind of machine", () => {
    expect(llamaInstall("linux", "x64")).toBe(
      "npm install node-llama-cpp @node-llama-cpp/linux-x64 --omit=optional --ignore-scripts",
    );
    expect(llamaInstall("darwin", "arm64")).toContain("@node-llama-cpp/mac-arm64-metal ");
    expect(llamaInstall("aix", "ppc64")).toBe("npm install node-llama-cpp");
  });

  it("that is missing is told with the command that installs it", async ({ skip }) => {
    vi.stubEnv("TRACEBOOK_LLAMA", "");
    skip(findNodeLlama() !== undefined, "node-llama-cpp is installed here");
    const folder = await mkdtemp(join(tmpdir(), "tracebook-llama-"));
    const file = join(folder, "tiny.gguf");
    await writeFile(file, tinyGguf());
    await expect(llamaModel({ file })).rejects.toThrow(
      `node-llama-cpp: GGUF files are run by node-llama-cpp, which is not installed: ${llamaInstall()}`,
    );
    await rm(folder, { recursive: true });
  });
});
