import { expect, test } from "vitest";
import { CORPUS_ENHANCER } from "../../../src/figures/corpus/corpusEnhancer.js";

/** Sorts a table of one column of numbers as a click on its heading does, as often as is clicked: the cells from top to bottom. */
function sorted(cells: readonly string[], clicks = 1): string[] {
  const rows = cells.map(textContent => ({ children: [{ textContent }] }));
  const body = {
    children: rows,
    appendChild: (row: (typeof rows)[number]) => {
      rows.splice(rows.indexOf(row), 1);
      rows.push(row);
    },
  };
  const attributes = new Map([["align", "right"]]);
  const head = {
    textContent: "tokens",
    firstChild: null,
    appendChild: () => {},
    getAttribute: (name: string) => attributes.get(name) ?? null,
    setAttribute: (name: string, value: string) => attributes.set(name, value),
    removeAttribute: (name: string) => attributes.delete(name),
  };
  let click = (): void => {};
  const button = {
    style: {},
    addEventListener: (_name: string, listener: () => void) => {
      click = listener;
    },
  };
  const table = { querySelectorAll: () => [head], querySelector: () => body };
  const enhance = new Function("document", `return ${CORPUS_ENHANCER}`)({ createElement: () => button });
  enhance({ querySelectorAll: () => [table] });
  for (let i = 0; i < clicks; i++) click();
  return rows.map(({ children }) => children[0]!.textContent);
}

test("numbers with commas or spaces between thousands sort by their size", () => {
  const cells = ["999", "1,234", "–", "12,345", "1,234,567", "1 235", "1\u202f236", "0.5"];
  expect(sorted(cells)).toEqual(["1,234,567", "12,345", "1\u202f236", "1 235", "1,234", "999", "0.5", "–"]);
});

test("a second click turns the order round; intervals sort by their estimate, numbers below 0 and powers of ten as they are", () => {
  const cells = ["0.74 [0.71, 0.77]", "−0.02", "1.2e−7", "+0.04", "−3.1e−8", "0.31"];
  expect(sorted(cells, 2)).toEqual(["−0.02", "−3.1e−8", "1.2e−7", "+0.04", "0.31", "0.74 [0.71, 0.77]"]);
});
