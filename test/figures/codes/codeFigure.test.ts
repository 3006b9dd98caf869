import { expect, test } from "vitest";
import { codeFigure } from "../../../src/figures/codes/codeFigure.js";
import { SourceError } from "../../../src/program/SourceError.js";
import { madeCode } from "../features/made.js";
import { faultOf } from "../wellFormed.js";

const data = madeCode(8, 2);
const figure = codeFigure(data);
const still = figure.toHTML().replace(/<script>.*?<\/script>/gs, "");

test("the SVG and the page are well-formed, and the same for equal data", () => {
  expect(faultOf(figure.toSVG())).toBeUndefined();
  expect(faultOf(still)).toBeUndefined();
  expect(codeFigure(structuredClone(data)).toPage()).toBe(figure.toPage());
});

test("the text is the one committed", async () => {
  await expect(figure.toText()).toMatchFileSnapshot("snapshots/code.txt");
});

test("it says where the code is, how often it is given, and what the search found", () => {
  expect(figure.title).toBe("Layer 1, head 3, code 407");
  const text = figure.toText();
  expect(text).toContain("layer 1, attn_preproj, head 3, code 407 of 1,024; each token gets 8");
  expect(text).toContain("Given to 20,800 of 1,000,000 tokens");
  expect(text).toContain("2,210 tokens match, 2,100 of them get this code: precision 0.981, recall 0.950");
  expect(text).not.toContain("half");
});

test("a search of one half of the programs says so, and how many tokens else get the code", () => {
  const search = { ...data.search!, matches: 137, hits: 12, precision: 12 / 19, recall: 12 / 137 };
  const half = codeFigure({ ...data, search: { ...search, firings: 19, halfTokens: 2391 } });
  for (const text of [half.toText(), half.toHTML().replaceAll("&gt;", ">")])
    expect(text).toContain(
      "Search node = ForStatement > update, on the half of the programs it was not chosen on (2,391 tokens): " +
        "137 tokens match, 12 of them get this code, 7 others too: precision 0.632, recall 0.088.",
    );
  expect(codeFigure({ ...data, search: { ...search, firings: 13 } }).toText()).toContain(
    "update: 137 tokens match, 12 of them get this code, 1 other too: precision",
  );
});

test("tokens are painted by the place of the code, the first the strongest", () => {
  for (const [, shade, rank] of still.matchAll(/<(?:i|mark) class="h(\d)" title="rank (\d)"/g))
    expect(Number(shade)).toBe(9 - Number(rank));
  expect(still.match(/title="rank 1"/g)!.length).toBeGreaterThan(4);
  for (let rank = 1; rank <= 8; rank++)
    expect(still).toContain(`>rank ${rank}</text>`.replace("</text>", "<"));
});

test("ranks and similar codes stand in tables", () => {
  const cells = still.replace(/<[^>]*>/g, "|").replace(/\|+/g, "|");
  expect(cells).toContain("|1|4,000|19.2\u00a0%|");
  expect(cells).toContain("|11|0.710|220|");
  expect(cells).toContain("|900|0.550|–|");
});

test("of one code a token there are no ranks to tell apart", () => {
  const one = codeFigure(madeCode(1, 1)).toHTML();
  expect(one).not.toContain("At which rank");
  expect(one).toContain(">rank 1<");
});

test("ranks that do not fit k are refused", () => {
  expect(() => codeFigure({ ...data, ranks: [1] })).toThrow(SourceError);
  expect(() => codeFigure({ ...data, ranks: [1] })).toThrow("ranks must have 8 counts (k), not 1");
});
