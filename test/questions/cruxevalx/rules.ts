import type { CruxevalMode } from "../../../src/questions/cruxeval/CruxevalItem.js";
import type {
  CruxevalxData,
  CruxevalxItem,
  CruxevalxLanguage,
} from "../../../src/questions/cruxevalx/CruxevalxItem.js";
import { type CruxevalxResult, scoreCruxevalx } from "../../../src/questions/cruxevalx/scoreCruxevalx.js";

/** A row of our own, with the test in the published form. */
export function row(
  language: CruxevalxLanguage,
  id: number,
  base: string,
  input: string,
  output: string,
): CruxevalxItem {
  const node = (call: string, value: string): string =>
    `${language === "ts" ? "declare var require: any;\n" : ""}const assert = require('node:assert');\n\n\nfunction test() {\n  let candidate = f;\n  assert.deepEqual(candidate(${call}),${value});\n}\n\ntest();`;
  const python = (call: string, value: string): string =>
    `def check(candidate):\n    assert candidate(${call}) == ${value}\n\ndef test_check():\n    check(f)\n\ntest_check()\n`;
  const test = language === "py" ? python : node;
  return {
    id,
    language,
    base,
    code: base + test(input, output),
    inputTemplate: test("????", output),
    outputTemplate: test(input, "????"),
    input,
    output,
  };
}

/** Results of answers, each to a row of its own made of the same function. */
export async function results(
  language: CruxevalxLanguage,
  mode: CruxevalMode,
  profile: "compat" | "strict",
  cases: readonly (readonly [base: string, input: string, output: string, answer: string])[],
  python = "cpython",
): Promise<readonly CruxevalxResult[]> {
  const items = cases.map(([base, input, output], id) => row(language, id, base, input, output));
  const data: CruxevalxData = { language, items, without: [] };
  const answers = cases.map(([, , , answer], id) => ({ id, answer }));
  return (await scoreCruxevalx({ mode, data, answers, profile, python })).perAnswer;
}
