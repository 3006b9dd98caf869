import { expect, test } from "vitest";
import { associationTable } from "../../../src/figures/features/associationTable.js";
import { featureFigure } from "../../../src/figures/features/featureFigure.js";
import { madeFeature } from "./made.js";

const row = { label: "node: X", precision: 0.5, recall: 0.25, f1: 1 / 3, positives: 1234 };
const half = { ...row, halfTokens: 2391 };
const HALF = "on the half of the programs it was not chosen on";

test("rows made by hand claim no half and no threshold", () => {
  const { heading, table } = associationTable([row], "feature");
  expect(heading).toBe("What it goes with");
  expect(JSON.stringify(table)).not.toMatch(/half|fires from/);
  expect(table.rows).toEqual([["node: X", "0.50", "0.25", "0.33", "not measured", "–", "1,234"]]);
});

test("where all rows are of one half, the heading says so, and how many tokens stands in the last column", () => {
  const { heading, table } = associationTable([half, half], "code");
  expect(heading).toBe(`What it goes with, ${HALF}`);
  expect(table.columns.at(-1)!.head).toBe("tokens of the half");
  expect(table.rows[0]!.at(-1)).toBe("2,391");
});

test("where some are, the caption says which", () => {
  const { heading, table } = associationTable([half, row], "code");
  expect(heading).toBe("What it goes with");
  expect(table.caption).toContain(`Rows with a number under "tokens of the half" are counted ${HALF}.`);
  expect(table.rows.map(cells => cells.at(-1))).toEqual(["2,391", "–"]);
});

test("from which activation on it counts as firing stands in a column, and the caption says so", () => {
  const { table } = associationTable([{ ...row, threshold: 1.2345 }, row], "feature");
  expect(table.caption).toContain(
    'that the label holds, where it counts as firing at activations of at least what stands under "fires from". Gain',
  );
  expect(table.columns[1]!.head).toBe("fires from");
  expect(table.rows.map(cells => cells[1])).toEqual(["1.23", "–"]);
  const turned = associationTable([{ ...row, threshold: -0.5 }], "neuron").table;
  expect(turned.caption).toContain('"fires from", or at most it where it is below 0. Gain');
  expect(turned.rows[0]![1]).toBe("−0.5");
});

test("page, picture and text say the half and the threshold", () => {
  const figure = featureFigure({ ...madeFeature(1), associations: [{ ...half, threshold: 2.5 }] });
  for (const made of [figure.toHTML(), figure.toSVG(), figure.toText()])
    for (const words of [`What it goes with, ${HALF}`, "fires from", "2.5", "2,391"])
      expect(made).toContain(words);
});
