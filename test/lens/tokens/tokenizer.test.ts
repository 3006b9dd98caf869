import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AlignError } from "../../../src/lens/tokens/AlignError.js";
import { checkTokenizer } from "../../../src/lens/tokens/checkTokenizer.js";
import { openTokenizer } from "../../../src/lens/tokens/openTokenizer.js";
import type { Tokenizer } from "../../../src/lens/tokens/Tokenizer.js";

interface Files {
  readonly tokenizer: Record<string, unknown> & { readonly model: Record<string, unknown> };
  readonly config: Record<string, unknown>;
}

function files(name: string): Files {
  return JSON.parse(readFileSync(join(import.meta.dirname, "goldens", `${name}.json`), "utf8")) as Files;
}

function open(name: string, change: (given: Files) => unknown = given => given.tokenizer): Tokenizer {
  const given = files(name);
  return openTokenizer({ tokenizer: change(given), config: given.config, source: `${name}.json` });
}

const NAMES = ["gpt2", "smollm", "llama3", "qwen", "gpt-neox", "llama2", "metaspace-first", "gemma"];
const NORMALISING = new Set(["qwen", "gpt-neox"]);

/** Any text, lone surrogates too, and much of what tokenizers take for something else. */
const text = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
      { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xffff }).map(unit => String.fromCharCode(unit)) },
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          " ",
          "  ",
          "\n\n\n",
          "\r\n",
          "\t",
          "▁",
          "<|endoftext|>",
          "<s>",
          "foo",
          "<0x0A>",
          "'S",
          "é",
          "\u0301",
          "12",
          "return",
        ),
      },
    ),
    { maxLength: 12 },
  )
  .map(parts => parts.join(""));

describe.each(NAMES)("any text in the tokenizer %s", name => {
  const tokenizer = open(name);

  it("is covered by its tokens byte by byte; where the tokenizer changes it, the place is named", () => {
    fc.assert(
      fc.property(text, fc.boolean(), (given, marks) => {
        const ids = tokenizer.encode(given, { marks });
        const bytes = Buffer.from(given, "utf8");
        const written = bytes.toString("utf8");
        if (NORMALISING.has(name) && written.normalize("NFC") !== written && !marks) {
          const want = Buffer.from(written.normalize("NFC"), "utf8");
          const error = (() => {
            try {
              return tokenizer.spans(given, ids);
            } catch (thrown) {
              return thrown;
            }
          })() as AlignError;
          expect(error).toBeInstanceOf(AlignError);
          expect(error.byte).toBe([...bytes, -1].findIndex((byte, at) => byte !== (want[at] ?? -1)));
          return;
        }
        if (NORMALISING.has(name) && written.normalize("NFC") !== written) return;
        const { start, end, special } = tokenizer.spans(given, ids);
        let at = 0;
        for (let token = 0; token < ids.length; token++) {
          expect(start[token]).toBe(at);
          at = end[token];
          expect(special[token]).toBe(tokenizer.isSpecial(ids[token]) ? 1 : 0);
          if (!marks) expect(special[token]).toBe(0);
        }
        expect(at).toBe(bytes.length);
      }),
      { numRuns: 300 },
    );
  });

  it("comes back from its ids", () => {
    fc.assert(
      fc.property(text, given => {
        const written = Buffer.from(given, "utf8").toString("utf8");
        const back = tokenizer.decode(tokenizer.encode(given), { whole: true });
        const wanted = tokenizer.kind === "sentencepiece" ? written.replaceAll("▁", " ") : written;
        const shown = NORMALISING.has(name) ? wanted.normalize("NFC") : wanted;
        // A space in front that another kind of prefix would have put there cannot be told from one of the text.
        if (name === "metaspace-first" && wanted.startsWith(" ")) return;
        if (name === "metaspace-first") expect(back.trimStart()).toBe(shown.trimStart());
        else expect(back).toBe(shown);
      }),
      { numRuns: 200 },
    );
  });
});

describe("bytes and names of tokens", () => {
  it("are those of the letters for bytes, of added tokens as written, of <0xHH> and of ▁", () => {
    const gpt2 = open("gpt2");
    const four = gpt2.encode("a    b")[1];
    expect(gpt2.bytes(four)).toEqual(Uint8Array.of(32, 32, 32, 32));
    const [mark] = gpt2.encode("<|endoftext|>", { marks: true });
    expect([gpt2.isSpecial(mark), gpt2.bytes(mark).length, gpt2.show(mark)]).toEqual([
      true,
      0,
      "<|endoftext|>",
    ]);
    expect(gpt2.encode("<|endoftext|>").length).toBeGreaterThan(3);

    const llama = open("llama2");
    const snake = [...llama.encode("\u{1f40d}")].slice(-4);
    expect(snake.map(id => [...llama.bytes(id)])).toEqual([[0xf0], [0x9f], [0x90], [0x8d]]);
    expect(snake.map(id => llama.show(id))).toEqual(["\\xF0", "\\x9F", "\\x90", "\\x8D"]);
    expect(Buffer.from(llama.bytes(llama.encode("return")[0])).toString()).toMatch(/^ r/);
  });

  it("of half a character and half of text show both", () => {
    const gpt2 = open("gpt2");
    const ids = gpt2.encode(" 日");
    expect([...ids].map(id => gpt2.show(id)).join("")).toMatch(/^ \\xE6|^ 日/);
    expect(gpt2.decode(ids)).toBe(" 日");
    expect(gpt2.decode(ids.slice(0, 2))).toContain("\uFFFD");
  });

  it("know the beginning and the end of a text, and put the beginning in front when told to", () => {
    expect(NAMES.map(name => open(name)).map(({ bos, eos, addsBos }) => [bos, [...eos], addsBos])).toEqual([
      [0, [0], false],
      [1, [2], false],
      [0, [1], true],
      [undefined, [2], false],
      [0, [0], false],
      [1, [2], true],
      [1, [2], true],
      [2, [1], true],
    ]);
    expect([...open("llama2").encode("", { bos: true })]).toEqual([1]);
    expect(() => open("qwen").encode("a", { bos: true })).toThrow(
      "qwen.json: tokenizer: has no beginning-of-text token",
    );
  });

  it("have one hash for one tokenizer, another for another", () => {
    expect(open("qwen").hash).toBe(open("qwen").hash);
    expect(open("qwen").hash).not.toBe(open("gpt2").hash);
    expect(open("qwen").hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("faults", () => {
  it.each([
    ["no tokenizer", () => "x", "expected the object of a tokenizer.json"],
    [
      "another model",
      ({ tokenizer }: Files) => ({ ...tokenizer, model: { type: "Unigram", vocab: [] } }),
      'model type "Unigram": only byte-pair encoding ("BPE") is read here',
    ],
    [
      "a merge of unknown tokens",
      ({ tokenizer }: Files) => ({ ...tokenizer, model: { ...tokenizer.model, merges: ["a b", "q  zz"] } }),
      /merge 0 \("a b"\) speaks of "ab", which is not in the vocabulary of \d+|merge 1/,
    ],
    [
      "a lossy pre-tokenizer",
      ({ tokenizer }: Files) => ({ ...tokenizer, pre_tokenizer: { type: "WhitespaceSplit" } }),
      'pre-tokenizer "WhitespaceSplit" is not supported',
    ],
    [
      "no kind",
      ({ tokenizer }: Files) => ({ ...tokenizer, pre_tokenizer: null, decoder: null }),
      "neither byte-level nor SentencePiece",
    ],
    [
      "an unknown normaliser",
      ({ tokenizer }: Files) => ({ ...tokenizer, normalizer: { type: "Nonsense" } }),
      "Unknown Normalizer type: Nonsense",
    ],
    [
      "a bad pattern",
      ({ tokenizer }: Files) => ({
        ...tokenizer,
        pre_tokenizer: {
          type: "Sequence",
          pretokenizers: [
            { type: "Split", pattern: { Regex: "(" }, behavior: "Isolated" },
            tokenizer.pre_tokenizer,
          ],
        },
      }),
      'pattern "("',
    ],
  ] as const)("%s is refused, naming the file", (_, change, message) => {
    expect(() => open("gpt2", change as never)).toThrow(message as string);
    expect(() => open("gpt2", change as never)).toThrow(/^gpt2\.json: tokenizer: /);
  });

  it("a text that is not NFC is named by token and byte, not changed in silence", () => {
    const qwen = open("qwen");
    const given = "x = 'e\u0301'";
    expect(() => qwen.spans(given, qwen.encode(given))).toThrow(
      /^token \d+, byte 5: the token is .* but the text has "e" here .*: this tokenizer normalises texts \(NFC\), and the text is not normalised$/,
    );
  });

  it("tokens of another text, too few and too many of them are named", () => {
    const gpt2 = open("gpt2");
    const ids = gpt2.encode("def f(a)");
    expect(() => gpt2.spans("def f(b)", ids)).toThrow(AlignError);
    expect(() => gpt2.spans("def f(a):", ids)).toThrow(
      `token ${ids.length}, byte 8: the tokens end, but the text goes on with ":"`,
    );
    expect(() => gpt2.spans("def f(", ids)).toThrow(/byte 6: the text ends, but the token is "a/);
    expect(() => gpt2.bytes(99_999)).toThrow("gpt2.json: tokenizer: no token 99999 in a vocabulary of 525");
  });

  it("a tokenizer that is another model's is refused with the numbers", () => {
    const gpt2 = open("gpt2");
    const check = (vocabulary: number): void => checkTokenizer(gpt2, { vocabulary }, "model");
    check(525);
    check(1152);
    expect(() => check(520)).toThrow(
      /^model: the tokenizer has 525 tokens and the embedding 520 rows: token 52\d \(".*"\) has none; it is another model's$/,
    );
    expect(() => check(151_936)).toThrow("the embedding 151936 rows: 151411 rows have no token");
    // Gemma 3 has a mark for pictures above the embedding of its text models.
    const gemma = open("gemma", ({ tokenizer }) => ({
      ...tokenizer,
      added_tokens: [...(tokenizer.added_tokens as object[]), { id: 612, content: "<image>", special: true }],
    }));
    checkTokenizer(gemma, { vocabulary: 612 }, "model");
  });
});

describe("texts with marks", () => {
  const chat = "<|im_start|>user\nWhat is f(1)?<|im_end|>\n<|im_start|>assistant\n";

  it("have special tokens that span their marks, whatever stands in the rest", () => {
    const qwen = open("qwen");
    const ids = qwen.encode(chat, { marks: true });
    const { start, end, special } = qwen.spans(chat, ids);
    const bytes = Buffer.from(chat);
    const marks = [...ids].flatMap((_, token) =>
      special[token] ? [bytes.subarray(start[token], end[token]).toString()] : [],
    );
    expect(marks).toEqual(["<|im_start|>", "<|im_end|>", "<|im_start|>"]);
    expect(end.at(-1)).toBe(bytes.length);
    expect(qwen.decode(ids, { marks: true })).toBe(chat);
    expect(qwen.decode(ids)).toBe("user\nWhat is f(1)?\nassistant\n");
  });

  it("have a beginning that is empty where the text does not write it", () => {
    const llama = open("llama2");
    const ids = llama.encode("<s>a</s> b", { marks: true, bos: true });
    const { start, end } = llama.spans("<s>a</s> b", ids);
    expect([...ids].slice(0, 2)).toEqual([1, 1]);
    expect(
      [start[0], end[0], start[1], end[1]].filter((at, i, all) => i === 0 || at >= all[i - 1]),
    ).toHaveLength(4);
    expect(end.at(-1)).toBe(10);
    const plain = llama.encode("<s>a", { bos: true });
    expect(llama.spans("<s>a", plain).end[0]).toBe(0);
  });
});
