import { inspect } from "node:util";
import { expect, it } from "vitest";
import { parse } from "../../src/program/parse.js";

// Only the ground layer is loaded here: nothing has said yet how results are shown.
it("without the notebook part results print as the plain data they are", () => {
  expect(inspect(parse("1 + 1"))).toMatch(/^\{\n {2}schema: 'tracebook\/program@1',/);
});
