// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are programs.
import { describe, expect, test } from "vitest";
import { align } from "../../../src/lens/align/align.js";
import { scoreNodes } from "../../../src/lens/align/scoreNodes.js";
import { scoringWindows } from "../../../src/lens/scored/scoringWindows.js";
import { parseLoose } from "../../../src/program/loose/parseLoose.js";
import { parse } from "../../../src/program/parse.js";
import { scored, scoredOf } from "./encode.js";
import { rows } from "./rows.js";

// Every row of table 6.4 of the reference, and its appendix. Our tables keep a string without interpolations as one leaf,
// where tree-sitter's raw tree has string_start, string_content and string_end; nothing else differs.

const CALL = 'def f(a):\n    return g("x", [1])\n';

describe("rows of the appendix", () => {
  const python = (text: string) => [
    parse(text, { language: "python" }),
    parseLoose(text, { language: "python" }),
  ];

  test("a function in GPT-2's tokens", () => {
    for (const program of python(CALL)) {
      expect(rows(align(program, scored(CALL, "gpt2")))).toEqual([
        '"def" -> def',
        '" f" -> gap(function_definition) .50 + identifier .50',
        '"(" -> (',
        '"a" -> identifier',
        '"):" -> ) .50 + : .50',
        '"\\n" -> gap(function_definition)',
        '" " -> gap(function_definition)',
        '" " -> gap(function_definition)',
        '" " -> gap(function_definition)',
        '" return" -> gap(function_definition) .14 + return .86',
        '" g" -> gap(return_statement) .50 + identifier .50',
        '"(\\"" -> ( .50 + string .50',
        '"x" -> string',
        '"\\"," -> string .50 + , .50',
        '" [" -> gap(argument_list) .50 + [ .50',
        '"1" -> integer',
        '"])" -> ] .50 + ) .50',
        '"\\n" -> gap(module)',
      ]);
    }
  });

  test("the same in those of cl100k", () => {
    for (const program of python(CALL)) {
      const found = rows(align(program, scored(CALL, "cl100k_base")));
      expect(found).toHaveLength(13);
      expect(found).toEqual(
        expect.arrayContaining([
          '"(a" -> ( .50 + identifier .50',
          '"):\\n" -> ) .33 + : .33 + gap(function_definition) .33',
          '"   " -> gap(function_definition)',
          '"])\\n" -> ] .33 + ) .33 + gap(module) .33',
        ]),
      );
    }
  });

  test("a byte order mark, CRLF and a tab", () => {
    const text = "\ufeffif a:\r\n\tb()\r\n";
    for (const program of python(text)) {
      const aligned = align(program, scored(text, "cl100k_base"));
      expect(rows(aligned)).toEqual([
        '"\\ufeff" -> gap(module)',
        '"if" -> if',
        '" a" -> gap(if_statement) .50 + identifier .50',
        '":\\r\\n" -> : .33 + gap(if_statement) .67',
        '"\\tb" -> gap(if_statement) .50 + identifier .50',
        '"()\\r\\n" -> ( .25 + ) .25 + gap(module) .50',
      ]);
      // Three bytes, one character; the whole text's, as nothing else holds it.
      expect([aligned.scored.spans.end[0], aligned.owner[0], aligned.trivia[0]]).toEqual([3, 0, 1]);
    }
  });

  test("a template in JavaScript, by acorn and loosely", () => {
    const text = "let a = `x${b}🐍`; // ñ\r\n({a});";
    const strict = align(parse(text), scored(text, "o200k_base"));
    const found = rows(strict);
    expect(found).toEqual([
      '"let" -> let',
      '" a" -> gap(VariableDeclaration) .50 + Identifier .50',
      '" =" -> gap(VariableDeclarator) .50 + = .50',
      '" `" -> gap(VariableDeclarator) .50 + ` .50',
      '"x" -> TemplateElement',
      '"${" -> ${',
      '"b" -> Identifier',
      '"}" -> }',
      '"\\xf0\\x9f\\x90" -> TemplateElement',
      '"\\x8d" -> TemplateElement',
      '"`;" -> ` .50 + ; .50',
      '" //" -> gap(Program) .33 + Comment .67',
      '" ñ" -> Comment',
      '"\\r\\n" -> gap(Program)',
      '"({" -> ( .50 + { .50',
      '"a" -> Identifier',
      '"});" -> } .33 + ) .33 + ; .33',
    ]);
    const { start, end } = strict.scored.spans;
    expect([start[8], end[8], start[9], end[9]]).toEqual([14, 17, 17, 18]);
    expect([strict.partial[8], strict.partial[9], strict.partial[10]]).toEqual([1, 1, 0]);
    const loose = align(parseLoose(text, { language: "javascript" }), scored(text, "o200k_base"));
    const named = [
      ["VariableDeclaration", "lexical_declaration"],
      ["VariableDeclarator", "variable_declarator"],
      ["TemplateElement", "string_fragment"],
      ["Program", "program"],
      ["Identifier", "identifier"],
    ];
    const renamed = found.map(row => named.reduce((text, [from, to]) => text.replaceAll(from, to), row));
    // The name in `{a}` has a type of its own there.
    renamed[15] = '"a" -> shorthand_property_identifier';
    expect(rows(loose)).toEqual(renamed);
  });
});

describe("rows of table 6.4", () => {
  const aligned = (
    text: string,
    name: Parameters<typeof scored>[1],
    language: "python" | "javascript" = "python",
  ) => align(parse(text, { language }), scored(text, name));

  test("a character in several tokens has one owner, and every token of it says it is a part", () => {
    const found = aligned('x = "é🐍"', "gpt2");
    const { start, end } = found.scored.spans;
    const spans = [...start].map((from, i) => [from, end[i]]);
    expect(spans.slice(4, 7)).toEqual([
      [7, 9],
      [9, 10],
      [10, 11],
    ]);
    expect(rows(found).slice(3)).toEqual([
      '"é" -> string',
      '"\\xf0\\x9f" -> string',
      '"\\x90" -> string',
      '"\\x8d" -> string',
      '"\\"" -> string',
    ]);
    expect([...found.partial]).toEqual([0, 0, 0, 0, 1, 1, 1, 0]);
  });

  test("a space and the first byte of a letter in one token belong to the letter", () => {
    const found = aligned("a = ñ", "gpt2");
    expect(rows(found).slice(2)).toEqual([
      '"\\x20\\xc3" -> gap(assignment) .50 + identifier .50',
      '"\\xb1" -> identifier',
    ]);
    expect(found.owner[2]).toBe(found.owner[3]);
  });

  test("): is ) by owner, and shared on both leaves and the border between them", () => {
    const found = aligned("def f(a):\n    pass\n", "gpt2");
    const { nodes, source } = found.source;
    const token = rows(found).findIndex(row => row.startsWith('"):'));
    const leaf = (text: string) =>
      nodes.find(n => n.last === n.id && source.slice(n.start, n.end) === text)!.id;
    expect(found.owner[token]).toBe(leaf(")"));
    const scores = scoreNodes(found);
    expect([")", ":"].map(text => [scores[leaf(text)].tokens, scores[leaf(text)].shared])).toEqual([
      [1, 1],
      [0, 1],
    ]);
    const parameters = nodes.find(n => n.type === "parameters")!.id;
    const definition = nodes.find(n => n.type === "function_definition")!.id;
    expect([scores[parameters].shared, scores[definition].shared]).toEqual([1, 0]);
    expect(scores[leaf(":")].bits).toBeUndefined();
    const split = scoreNodes(found, { policy: "split" });
    expect([split[leaf(")")].bytes, split[leaf(":")].bytes]).toEqual([1, 1]);
  });

  test.each([
    ["cl100k_base", 'f("', '("', "( .50 + string .50"],
    ["cl100k_base", 'f("', '",', "string .50 + , .50"],
    ["cl100k_base", 'f("', "])", "] .50 + ) .50"],
  ] as const)("%s has tokens over several leaves: %s… %s", (name, _, token, expected) => {
    const found = rows(aligned('f("x", [1])', name));
    expect(found).toContain(`${JSON.stringify(token)} -> ${expected}`);
  });

  test("indentation and line ends belong to the node around, and are counted apart", () => {
    const found = aligned("if a:\n    b\n", "gpt2");
    const types = [...found.owner].map(node => found.source.nodes[node].type);
    const trivia = rows(found).map((row, i) => [row.split(" -> ")[0], found.trivia[i], types[i]]);
    expect(trivia.filter(([, white]) => white === 1)).toEqual([
      ['"\\n"', 1, "if_statement"],
      ['" "', 1, "if_statement"],
      ['" "', 1, "if_statement"],
      ['" "', 1, "if_statement"],
      ['"\\n"', 1, "module"],
    ]);
    const tokens = (trivia: "apart" | "with" | "only") => scoreNodes(found, { trivia })[0].tokens;
    expect([tokens("apart"), tokens("only"), tokens("with")]).toEqual([4, 5, 9]);
  });

  test("a space in front is no part of what a keyword owns, but the keyword owns the token", () => {
    const found = aligned("return x", "gpt2");
    expect(rows(found)[1]).toBe('" x" -> gap(return_statement) .50 + identifier .50');
    expect(found.source.nodes[found.owner[1]].type).toBe("identifier");
    expect(scoreNodes(found)[found.owner[1]].shared).toBe(0);
  });

  test("what is missing has no score, and the rest has", () => {
    for (const [text, type] of [
      ["def f(:\n    pass\n", "Punctuator"],
      ["def f():\n", "block"],
    ] as const) {
      const program = parseLoose(text, { language: "python" });
      const scores = scoreNodes(align(program, scored(text, "gpt2")), { policy: "any" });
      const [missing] = [...program.missing.keys()];
      expect(program.nodes[missing].type).toBe(type);
      expect(scores[missing]).toEqual({ node: missing, tokens: 0, unscored: 0, shared: 0, bytes: 0 });
      expect(scores[0].bits).toBeGreaterThan(0);
    }
  });

  test("an ERROR is a node with a score", () => {
    const text = "x = ]] y\n";
    const program = parseLoose(text, { language: "python" });
    const scores = scoreNodes(align(program, scored(text, "gpt2")));
    const [error] = [...program.errors];
    expect(program.nodes[error].type).toBe("ERROR");
    expect(scores[error].bits).toBeGreaterThan(0);
  });

  test("a chain of nodes over one text sees the same tokens", () => {
    const found = aligned("f()\n", "gpt2");
    const scores = scoreNodes(found);
    const chain = found.source.nodes.filter(n => ["expression_statement", "call"].includes(n.type));
    expect(chain).toHaveLength(2);
    expect({ ...scores[chain[0].id], node: 0 }).toEqual({ ...scores[chain[1].id], node: 0 });
  });

  test("comments are leaves in Python and JavaScript", () => {
    expect(rows(aligned("x # é\n", "gpt2")).slice(1, 3)).toEqual([
      '" #" -> gap(module) .50 + Comment .50',
      '" é" -> Comment',
    ]);
    expect(rows(aligned("x /* a */ + y", "o200k_base", "javascript"))[1]).toBe(
      '" /*" -> gap(BinaryExpression) .33 + Comment .67',
    );
  });

  test.each(["python", "javascript", "typescript"] as const)(
    "an empty file in %s divides by nothing",
    language => {
      for (const program of [parse("", { language }), parseLoose("", { language })]) {
        const found = align(program, scoredOf([]));
        for (const policy of ["primary", "split", "any", "within"] as const) {
          expect(scoreNodes(found, { policy })).toEqual([
            { node: 0, tokens: 0, unscored: 0, shared: 0, bytes: 0 },
          ]);
        }
      }
    },
  );

  test("code inside a prompt: tokens over the fence keep the part that is outside", () => {
    const text = "Run ```x = 1``` now";
    const program = parse("x = 1", { language: "python" });
    const at = text.indexOf("x =");
    const inside = { ...program, pieces: [[at, 0, 5]] as const };
    const tokens = [
      ["Run", undefined],
      [" ```x", 0.5],
      [" =", 0.5],
      [" 1`", 0.25],
      ["``", 0.5],
      [" now", 0.5],
    ] as const;
    const found = align(inside, scoredOf(tokens));
    expect(rows(found)).toEqual([
      '"Run" -> nothing',
      '" ```x" -> identifier .20',
      '" =" -> gap(assignment) .50 + = .50',
      '" 1`" -> gap(assignment) .33 + integer .33',
      '"``" -> nothing',
      '" now" -> nothing',
    ]);
    // The first token begins outside: none of ours. The one that ends outside is.
    const integer = program.nodes.find(n => n.type === "integer")!.id;
    expect([...found.owner].map(owner => owner >= 0)).toEqual([false, false, true, true, false, false]);
    expect(found.owner[3]).toBe(integer);
    expect([...found.crossing]).toEqual([1, 1, 0, 1, 1, 1]);
    expect(scoreNodes(found)[0]).toMatchObject({ tokens: 2, bits: 3, shared: 2 });
    expect(scoreNodes(found, { policy: "within" })[0]).toMatchObject({ tokens: 1, bits: 1 });
    const split = scoreNodes(found, { policy: "split" })[0];
    expect(split.bits).toBeCloseTo(1 / 5 + 1 + (2 * 2) / 3, 12);
    expect(split.bytes).toBe(5);
  });

  test("a program shown with line numbers is put together from its pieces", () => {
    const source = "a = 1\nb = 2\n";
    const text = "1 a = 1\n2 b = 2\n";
    const program = parse(source, { language: "python" });
    const pieces = [
      [2, 0, 6],
      [10, 6, 6],
    ] as const;
    const found = align({ ...program, pieces }, scored(text, "gpt2"));
    expect(rows(found)).toEqual([
      '"1" -> nothing',
      '" a" -> identifier .50',
      '" =" -> gap(assignment) .50 + = .50',
      '" 1" -> gap(assignment) .50 + integer .50',
      '"\\n" -> gap(module)',
      '"2" -> nothing',
      '" b" -> identifier .50',
      '" =" -> gap(assignment) .50 + = .50',
      '" 2" -> gap(assignment) .50 + integer .50',
      '"\\n" -> gap(module)',
    ]);
    expect(scoreNodes(found, { policy: "within" })[0].tokens).toBe(6);
    expect(scoreNodes(found)[0].tokens).toBe(6);
  });

  test("sliding windows score each token once, with context before it", () => {
    const windows = scoringWindows(100, 32, { stride: 16 });
    const times = new Int32Array(100);
    for (const { score, end, start } of windows) {
      for (let token = score; token < end; token++) times[token]++;
      if (start > 0) expect(score - start).toBeGreaterThanOrEqual(16);
    }
    expect([...new Set(times)]).toEqual([1]);
  });

  test("special tokens have no bytes and no owner", () => {
    const plain = scoredOf([
      ["x", 0.5],
      ["", 0.5],
      [" = 1", 0.5],
    ]);
    const special = { ...plain, spans: { ...plain.spans, special: Uint8Array.of(0, 1, 0) } };
    const found = align(parse("x = 1", { language: "python" }), special);
    expect(found.owner[1]).toBe(-1);
    expect(scoreNodes(found)[0].tokens).toBe(2);
  });
});
