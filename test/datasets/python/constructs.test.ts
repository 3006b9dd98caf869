import { describe, expect, it } from "vitest";
import { constructs } from "../../../src/datasets/constructs.js";
import { loadDataset } from "../../../src/datasets/loadDataset.js";
import { mutate } from "../../../src/datasets/mutate/mutate.js";
import { nesting } from "../../../src/evaluate/nesting.js";
import { parse } from "../../../src/program/parse.js";
import { SourceError } from "../../../src/program/SourceError.js";

describe("constructs of a Python program", () => {
  it.each<[string, readonly string[]]>([
    ["x = 1\n", []],
    ["# for if class\nx = 'while try'\n", []],
    ["for x in y:\n    pass\nelse:\n    pass\n", ["for", "loop else"]],
    ["if x:\n    pass\nelif y:\n    pass\nelse:\n    pass\n", ["elif", "if"]],
    [
      "try:\n    x()\nexcept A:\n    raise B from None\nelse:\n    pass\nfinally:\n    raise\n",
      ["except", "finally", "raise", "raise from", "try else"],
    ],
    ["async def f():\n    async for x in y:\n        await x\n", ["async for", "async function", "await"]],
    [
      "async def f():\n    async with x:\n        return [z async for z in y]\n",
      ["async for", "async function", "async with", "list comprehension"],
    ],
    ["def f():\n    yield from g\n", ["yield from"]],
    ["a < b < c\n", ["chained comparison"]],
    ["a is not b\n", ["is"]],
    ["a not in b\n", ["in"]],
    ["class A(B):\n    def __len__(self):\n        return 0\n", ["class", "dunder method", "extends"]],
    [
      "def f(a, /, b=1, *c, d, **e):\n    return a\n",
      ["default value", "keyword rest", "positional only", "rest"],
    ],
    ["f(*a, b=1, **c)\n", ["keyword argument", "spread"]],
    ["a, b = b, a\nx += y[1:2]\n", ["compound assignment", "slice", "unpacking"]],
    ["if (n := len(x)) > 1:\n    print(f'{n}')\n", ["f-string", "if", "print", "walrus"]],
    ["x = lambda: (1, 2)\ny: int = {1}\nz = {2: 3}\n", ["annotation", "dict", "lambda", "set", "tuple"]],
  ])("%j", (source, expected) => {
    expect(constructs(parse(source, { file: "a.py" }))).toEqual(expected);
  });

  it("nest as those of other languages, an elif chain once", () => {
    const source =
      "def f(x):\n    for y in x:\n        if y:\n            pass\n        elif x:\n            break\n    return lambda: 1\n";
    const program = parse(source, { file: "a.py" });
    const at = (type: string): number => nesting(program, program.nodes.find(node => node.type === type)!.id);
    expect([at("break_statement"), at("for_statement"), at("function_definition"), at("integer")]).toEqual([
      3, 1, 0, 2,
    ]);
  });

  it("have no mutants yet, which is said", async () => {
    const [program] = loadDataset("tracebook-py").programs;
    const made = mutate(program, "rename", 1);
    await expect(made).rejects.toThrow(SourceError);
    await expect(made).rejects.toThrow(
      `${program.file}: mutants are made of JavaScript and TypeScript programs only, this one is in Python`,
    );
  });
});
