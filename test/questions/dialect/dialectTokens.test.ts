import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawFamilyProgram } from "../../../src/datasets/family/drawFamilyProgram.js";
import { openTokenizer } from "../../../src/lens/tokens/openTokenizer.js";
import { parse } from "../../../src/program/parse.js";
import { labelled } from "../../../src/questions/dialect/dialectText.js";
import { dialectTokenizer, dialectTokenizerConfig } from "../../../src/questions/dialect/dialectTokenizer.js";
import { dialectIds, dialectLexemes, vocabularyBytes } from "../../../src/questions/dialect/dialectTokens.js";

const tokenizer = openTokenizer({
  tokenizer: JSON.parse(dialectTokenizer()),
  config: JSON.parse(dialectTokenizerConfig()),
  source: "tokenizer.json",
});

describe("the tokenizer of the dialect", () => {
  it("gives back any text, and the ids that dialectIds gives", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fc.constantFrom(...dialectLexemes())).map(parts => parts.join("")),
      fc.string({
        unit: fc.constantFrom(" ", "\n", "\r", "\t", "@", "3", "k=", "=", '"n"', "é", "世", "🙂"),
      }),
    );
    fc.assert(
      fc.property(texts, text => {
        const ids = [...tokenizer.encode(text)];
        expect(tokenizer.decode(ids)).toBe(text);
        expect(dialectIds(text)).toEqual(ids);
      }),
      { numRuns: 400, seed: 8 },
    );
  });

  it("has one token for each lexeme of a document: values and labels are never cut", () => {
    for (const lexeme of dialectLexemes()) {
      // Runs of spaces are lexemes in front of the space of another.
      const text = /^ +$/.test(lexeme) ? `${lexeme} a` : lexeme;
      expect(dialectIds(text), JSON.stringify(lexeme)).toHaveLength(text === lexeme ? 1 : 2);
    }
    const row = '\n@12 k=3 15 "lo" . 0 T';
    expect(dialectIds(row).map(id => tokenizer.show(id))).toEqual([
      "\n@12",
      " k=3",
      " 15",
      ' "lo"',
      " .",
      " 0",
      " T",
    ]);
    for (let i = 0; i < 60; i++) {
      const drawn = drawFamilyProgram(9, i, "train");
      if (drawn === undefined) continue;
      const text = `#code\n${labelled(parse(drawn.source)).text.trimEnd()}\n#call ${drawn.calls[0]}`;
      const ids = dialectIds(text);
      // Nothing is in pieces: those would be letters of words or digits of numbers next to each other.
      const names = ids.map(id => tokenizer.decode([id])).filter(part => /^\s*\w+$/.test(part));
      const words = text.replace(/@\d+|#\w+|"\w+"/g, " ").match(/\w+/g) ?? [];
      expect(names.map(name => name.trim())).toEqual(words);
    }
  });

  it("has specials, all bytes and few hundred lexemes, the same on every call", () => {
    const vocabulary = vocabularyBytes().map(({ text }) => text);
    expect(new Set(vocabulary).size).toBe(vocabulary.length);
    expect(vocabulary.slice(0, 3)).toEqual(["<pad>", "<bos>", "<eos>"]);
    expect(tokenizer.size).toBe(vocabulary.length);
    expect(vocabulary.length).toBeLessThan(600);
    expect(tokenizer.bos).toBe(1);
    expect(tokenizer.eos).toEqual([2]);
    expect(tokenizer.addsBos).toBe(true);
    expect(dialectTokenizer()).toBe(dialectTokenizer());
  });
});
