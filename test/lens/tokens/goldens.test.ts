import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AlignError } from "../../../src/lens/tokens/AlignError.js";
import { openTokenizer } from "../../../src/lens/tokens/openTokenizer.js";
import { preTokenizerOf } from "../../../src/lens/tokens/split/preTokenizerOf.js";
import type { TokenizerPart } from "../../../src/lens/tokens/TokenizerJson.js";

const FOLDER = join(import.meta.dirname, "goldens");
const TEXTS = JSON.parse(readFileSync(join(FOLDER, "texts.json"), "utf8")) as string[];
const NAMES = readdirSync(FOLDER).filter(name => !["texts.json", "real.json", "splits.json"].includes(name));

interface Golden {
  readonly tokenizer: unknown;
  readonly config: unknown;
  readonly ids: Readonly<Record<"text" | "marks", readonly (readonly number[])[]>>;
}

describe.each(NAMES)("ids and bytes of Rust's tokenizers: %s", name => {
  const { ids, ...files } = JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as Golden;
  const tokenizer = openTokenizer({ ...files, source: name });

  it.each(["text", "marks"] as const)("gives the same ids, marks read as %s", kind => {
    const wrong = TEXTS.flatMap((text, at) => {
      const got = [...tokenizer.encode(text, { marks: kind === "marks" })];
      return JSON.stringify(got) === JSON.stringify(ids[kind][at])
        ? []
        : [
            {
              text,
              got: got.map(id => tokenizer.show(id)),
              want: ids[kind][at].map(id => tokenizer.show(id)),
            },
          ];
    });
    expect(wrong).toEqual([]);
  });

  it("lays tokens on the bytes of the text they came from, or says where it is another text", () => {
    let laid = 0;
    for (const text of TEXTS) {
      for (const marks of [false, true]) {
        const encoded = tokenizer.encode(text, { marks });
        const changed = name.match(/qwen|neox/) && text.normalize("NFC") !== text;
        if (changed) {
          expect(() => tokenizer.spans(text, encoded), text).toThrow(AlignError);
          continue;
        }
        const { start, end } = tokenizer.spans(text, encoded);
        let at = 0;
        for (let token = 0; token < encoded.length; token++) {
          expect(start[token]).toBe(at);
          at = end[token];
        }
        expect(at, JSON.stringify(text)).toBe(Buffer.byteLength(text));
        laid++;
      }
    }
    expect(laid).toBeGreaterThan(TEXTS.length);
  });
});

it("texts are cut as Rust's tokenizers cut them: every behaviour of Split, inverted too, digits and punctuation", () => {
  const { texts, ways } = JSON.parse(readFileSync(join(FOLDER, "splits.json"), "utf8")) as {
    readonly texts: string[];
    readonly ways: readonly { readonly way: TokenizerPart; readonly pieces: string[][] }[];
  };
  expect(ways.length).toBe(45);
  for (const { way, pieces } of ways) {
    const cut = preTokenizerOf(way, "splits.json");
    expect(
      texts.map(text => (text === "" ? [] : cut(text, true))),
      JSON.stringify(way),
    ).toEqual(pieces);
  }
});
