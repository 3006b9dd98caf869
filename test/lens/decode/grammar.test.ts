import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GrammarMatcher } from "../../../src/lens/decode/grammar/GrammarMatcher.js";
import { sortedTokens, TokenGrammar } from "../../../src/lens/decode/grammar/TokenGrammar.js";
import { utf8Ranges } from "../../../src/lens/decode/grammar/utf8Ranges.js";
import type { Tokenizer } from "../../../src/lens/tokens/Tokenizer.js";
import { JAVASCRIPT_GRAMMAR } from "../../../src/questions/prompt/form/javascriptGrammar.js";
import { PYTHON_GRAMMAR } from "../../../src/questions/prompt/form/pythonGrammar.js";
import { seededRandom } from "../../../src/questions/random.js";
import { gbnf } from "../../questions/form/gbnf.js";

const GRAMMARS = {
  javascript: `root ::= "Answer: " (value | "throws " error)\n${JAVASCRIPT_GRAMMAR}`,
  python: `root ::= "Answer: " (value | "raises " error)\n${PYTHON_GRAMMAR}`,
  call: `root ::= "f(" inside ")"\n${JAVASCRIPT_GRAMMAR}`,
  nested: 'root ::= ("a" root "b" | "c"?) "d"*',
  bounded: 'root ::= [0-9]{2} ("," [0-9]{1,3}){0,2} "x"{2,}',
  repeats: 'root ::= (("a"? "b"*)* "c")+\n# a list\n',
  letters: 'root ::= [^a-y\\n"] [^\\n] [é-ÿ\\U0001F600-\\U0001F64F]*',
};

const accepts = (matcher: GrammarMatcher, bytes: Uint8Array): boolean =>
  matcher.steps(matcher.start, bytes)?.whole ?? false;

/** A text of the grammar, or the beginning of one, by walking it at random; prefers to end where it may. */
function walk(matcher: GrammarMatcher, key: string, longest: number): { bytes: number[]; whole: boolean } {
  const random = seededRandom(key);
  const bytes: number[] = [];
  let state = matcher.start;
  for (;;) {
    if (state.whole && (!state.open || random.next() < 0.3)) return { bytes, whole: true };
    const choices = Array.from({ length: 256 }, (_, byte) => byte).filter(
      byte => matcher.step(state, byte) !== undefined,
    );
    expect(choices.length > 0).toBe(state.open);
    if (bytes.length >= longest) return { bytes, whole: state.whole };
    const byte = random.pick(choices);
    bytes.push(byte);
    state = matcher.step(state, byte)!;
  }
}

describe("a grammar", () => {
  it.each(Object.entries(GRAMMARS).filter(([name]) => name !== "bounded"))(
    "%s takes what an independent matcher takes, and nothing else",
    (name, grammar) => {
      const matcher = new GrammarMatcher(grammar);
      const oracle = gbnf(grammar);
      let whole = 0;
      for (let i = 0; i < 300; i++) {
        const { bytes, whole: ended } = walk(matcher, `${name}:${i}`, 40);
        const text = Buffer.from(bytes).toString("utf8");
        if (!Buffer.from(text, "utf8").equals(Buffer.from(bytes))) {
          // It was left in the middle of a character.
          expect(ended).toBe(false);
          continue;
        }
        expect({ text, is: oracle(text) }).toEqual({ text, is: ended });
        if (ended) whole++;
        // With a letter changed, left out or doubled both still agree.
        const random = seededRandom(`${name}:change:${i}`);
        const letters = [...text];
        if (letters.length === 0) continue;
        const at = random.below(letters.length);
        letters.splice(at, random.below(2), random.pick([..."a\"'[](){},:0 n.\\é😀", ""]));
        const changed = letters.join("");
        expect({ changed, is: accepts(matcher, Buffer.from(changed)) }).toEqual({
          changed,
          is: oracle(changed),
        });
      }
      expect(whole).toBeGreaterThan(20);
    },
  );

  it("takes counted repeats", () => {
    const matcher = new GrammarMatcher(GRAMMARS.bounded);
    const takes = (text: string): boolean => accepts(matcher, Buffer.from(text));
    expect(["12xx", "12,3xx", "12,345,6xxxx"].map(takes)).toEqual([true, true, true]);
    expect(["1xx", "12x", "12,3456xx", "12,3,4,5xx", "12,xx"].map(takes)).toEqual(Array(5).fill(false));
  });

  it("takes UTF-8 of exactly the characters of a class", () => {
    const inside = new Uint8Array(0x110000);
    const take = ([first, last]: [number, number]): Set<string> => {
      const found = new Set<string>();
      for (const sequence of utf8Ranges(first, last)) {
        let texts: number[][] = [[]];
        for (const [low, high] of sequence)
          texts = texts.flatMap(text => Array.from({ length: high - low + 1 }, (_, i) => [...text, low + i]));
        for (const text of texts) found.add(Buffer.from(text).toString("hex"));
      }
      return found;
    };
    fc.assert(
      fc.property(
        fc.constantFrom(0, 0x60, 0x7f0, 0xd7f0, 0xfff0, 0x10fff0),
        fc.nat(300),
        fc.nat(300),
        (base, from, length) => {
          const first = Math.min(base + from, 0x10ffff);
          const last = Math.min(first + length, 0x10ffff);
          const expected = new Set<string>();
          for (let code = first; code <= last; code++)
            if (code < 0xd800 || code > 0xdfff)
              expected.add(Buffer.from(String.fromCodePoint(code)).toString("hex"));
          expect(take([first, last])).toEqual(expected);
        },
      ),
      { numRuns: 60, seed: 3 },
    );
    expect(inside.length).toBe(0x110000);
    const count = utf8Ranges(0, 0x10ffff).reduce(
      (sum, sequence) => sum + sequence.reduce((product, [low, high]) => product * (high - low + 1), 1),
      0,
    );
    expect(count).toBe(0x110000 - 0x800);
  });

  it("does not grow with the length of a list, only with how deep it nests", () => {
    const matcher = new GrammarMatcher(`root ::= value\n${JAVASCRIPT_GRAMMAR}`);
    const list = (length: number): boolean => accepts(matcher, Buffer.from(`[${"1, ".repeat(length)}2]`));
    expect(list(10)).toBe(true);
    const before = matcher.size;
    expect(list(2000)).toBe(true);
    expect(matcher.size).toBe(before);
    expect(accepts(matcher, Buffer.from(`${"[".repeat(500)}${"]".repeat(500)}`))).toBe(true);
  });

  it.each([
    ['root = "a"', "grammar:1:6: expected ::= behind root"],
    ['a ::= "a"', "grammar:1:1: there is no rule root"],
    ['root ::= "a" b\n', "grammar:1:14: there is no rule b"],
    ['root ::= "a\n', "grammar:1:12: the line ends inside of quotes or brackets"],
    ["root ::= [b-a]", "grammar:1:11: the range ends before it begins"],
    ['root ::= ("a" ', "expected )"],
    ['root ::= "\\xZZ"', "expected 2 hex digits behind \\x"],
    ['root ::= "a"{3,2}', "the second number is less than the first"],
    ['root ::= "a"{100000}', "at most 1000"],
    ['root ::= "a"\nroot ::= "b"', "grammar:2:1: there is a rule root already"],
    ['root ::= a "x"\na ::= "y"* root', "begins with itself (root → a → root)"],
    ["root ::= [x] )", "expected the end of the rule"],
  ])("refuses %j with the place", (grammar, message) => {
    expect(() => new GrammarMatcher(grammar)).toThrow(message);
  });
});

/** Tokens of these bytes; the last is special. */
function tokenizerOf(words: readonly (string | Uint8Array)[]): Tokenizer {
  const bytes = words.map(word => (typeof word === "string" ? Buffer.from(word) : word));
  return {
    size: words.length,
    bytes: (id: number) => (id === words.length - 1 ? new Uint8Array(0) : bytes[id]),
    has: () => true,
    isSpecial: (id: number) => id === words.length - 1,
  } as unknown as Tokenizer;
}

describe("tokens within a grammar", () => {
  it("are those whose bytes may stand next, as trying each one finds", () => {
    const random = seededRandom("words");
    const letters = [..."ab01\"'[], \\né😀", "Answer: ", "true"];
    const made = Array.from({ length: 400 }, () =>
      Array.from({ length: 1 + random.below(4) }, () => random.pick(letters)).join(""),
    );
    const half = [Uint8Array.of(0xc3), Uint8Array.of(0xa9), Uint8Array.of(0xf0, 0x9f), Uint8Array.of(0xff)];
    const words = [...new Set(made), ...half, "<end>"];
    const tokenizer = tokenizerOf(words);
    const grammar = new TokenGrammar(GRAMMARS.javascript, tokenizer);
    const matcher = new GrammarMatcher(GRAMMARS.javascript);
    let some = 0;
    for (let i = 0; i < 40; i++) {
      const { bytes } = walk(matcher, `tokens:${i}`, 8 + random.below(20));
      const state = grammar.after(grammar.start, Uint8Array.from(bytes))!;
      const mask = grammar.allowed(state);
      for (let id = 0; id < words.length; id++) {
        const own = tokenizer.bytes(id);
        const fits =
          own.length > 0 && matcher.steps(matcher.start, Uint8Array.from([...bytes, ...own])) !== undefined;
        expect({ id, is: mask[id] === 1 }).toEqual({ id, is: fits });
        if (fits) some++;
      }
    }
    expect(some).toBeGreaterThan(500);
  });

  it("are sorted once for a tokenizer", () => {
    const tokenizer = tokenizerOf(["b", "abc", "ab", "", "a", "<end>"]);
    const sorted = sortedTokens(tokenizer);
    expect([...sorted.ids]).toEqual([4, 2, 1, 0]);
    expect([...sorted.common]).toEqual([0, 1, 2, 0]);
    expect(sortedTokens(tokenizer)).toBe(sorted);
  });
});
