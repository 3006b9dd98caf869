import { createCanvas, loadImage } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import { PALETTE } from "../../src/figures/core/paint.js";
import { scoreCanvas } from "../../src/figures/score/scoreCanvas.js";
import { scoreChart } from "../../src/figures/score/scoreChart.js";
import { SourceError } from "../../src/program/SourceError.js";
import { scores } from "./models/scores.js";
import { faultOf } from "./wellFormed.js";

test("the SVG is well-formed, the same every time, and the one committed", async () => {
  const svg = scoreChart(scores).toSVG();
  expect(faultOf(svg)).toBeUndefined();
  expect(scoreChart(structuredClone(scores)).toSVG()).toBe(svg);
  await expect(svg).toMatchFileSnapshot("snapshots/score-chart.svg");
});

test("every mean, interval, n and cluster count stands in the picture, the text and the table", () => {
  const figure = scoreChart(scores);
  for (const text of [figure.toSVG(), figure.toText(), figure.toHTML()]) {
    expect(text).toContain("62.0\u00a0%");
    expect(text).toContain("[59.0, 65.0]");
    expect(text).toMatch(/240 items in 40 clusters|>240</);
  }
});

test("PNG bytes are the same on every run and carry the provenance", async () => {
  const figure = scoreChart(scores);
  const first = await figure.toPNG();
  expect(Buffer.compare(first, await scoreChart(scores).toPNG())).toBe(0);
  expect(Buffer.from(first).includes('tEXtprovenance\0{"title":"Right answers on made-up scores"')).toBe(
    true,
  );
  const image = await loadImage(Buffer.from(first));
  expect(image.width).toBe(1600);
});

test("the PNG shows text in the shipped font", async () => {
  const image = await loadImage(Buffer.from(await scoreChart(scores).toPNG({ scale: 1 })));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  // The title: dark pixels where its letters stand.
  const { data } = context.getImageData(16, 18, 200, 20);
  let dark = 0;
  for (let i = 0; i < data.length; i += 4) if (data[i] < 90) dark++;
  expect(dark).toBeGreaterThan(150);
});

test.each([false, true])("Chart.js draws the same chart on the server (dark: %s)", async dark => {
  const png = await scoreCanvas(scores, { dark, scale: 1, width: 800 });
  expect(Buffer.compare(png, await scoreCanvas(scores, { dark, scale: 1, width: 800 }))).toBe(0);
  const image = await loadImage(Buffer.from(png));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const colour = (hex: string): number[] => [1, 3, 5].map(i => Number.parseInt(hex.slice(i, i + 2), 16));
  const side = dark ? 1 : 0;
  const pixels = context.getImageData(0, 0, image.width, image.height).data;
  const share = (hex: string): number => {
    const [r, g, b] = colour(hex);
    let hits = 0;
    for (let i = 0; i < pixels.length; i += 4)
      if (pixels[i] === r && pixels[i + 1] === g && pixels[i + 2] === b) hits++;
    return hits / (image.width * image.height);
  };
  expect(share(PALETTE.paper[side])).toBeGreaterThan(0.7);
  // The bars of the model are filled with the first series colour.
  expect(share(PALETTE.blue[side])).toBeGreaterThan(0.02);
});

test("the page holds Chart.js once, shadows the module systems of notebooks, and asks nothing of the network", () => {
  const html = scoreChart(scores).toHTML();
  expect(html.match(/define=void 0,exports=void 0,module=void 0/g)).toHaveLength(1);
  expect(html.match(/<script>/g)).toHaveLength(2);
  expect(html.match(/<\/script>/g)).toHaveLength(2);
  expect(html).not.toMatch(/(src|href)="(?!data:)/);
});

test("names of groups and series are text everywhere", () => {
  const evil = `</script><script>alert("x")</script>\u202e`;
  const bars = [
    { group: evil, series: evil, role: "model" as const, n: 1, clusters: 1, mean: 1, method: "none" },
  ];
  const figure = scoreChart({ source: evil, bars });
  expect(faultOf(figure.toSVG())).toBeUndefined();
  expect(figure.toHTML().match(/<script>/g)).toHaveLength(2);
  expect(figure.toHTML()).not.toContain("\u202e");
});

test("a group without items says so instead of showing 0", () => {
  const bars = [{ group: "g", series: "s", role: "model" as const, n: 0, clusters: 0, method: "none" }];
  expect(scoreChart({ source: "x", bars }).toText()).toContain("—  no items");
});

const bar = scores.bars[0];
test.each([
  [[], {}, /there are no scores/],
  [[{ ...bar, mean: 1.2 }], {}, /mean must be within 0..1, not 1.2/],
  [[{ ...bar, mean: Number.NaN }], {}, /mean must be within 0..1, not NaN/],
  [[{ ...bar, n: 1.5 }], {}, /n must be a whole number, not 1.5/],
  [[{ ...bar, low: 0.9, high: 0.1 }], {}, /low 0.9 is above high 0.1/],
  [[bar, bar], {}, /:2: is given twice/],
  [[bar], { width: 10 }, /width must be within 480..2000, not 10/],
])("bad scores are refused by name and value: %#", (bars, options, message) => {
  expect(() => scoreChart({ source: "x", bars }, options)).toThrow(SourceError);
  expect(() => scoreChart({ source: "x", bars }, options)).toThrow(message);
});
