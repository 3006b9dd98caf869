import { expect, test } from "vitest";
import { type Colour, darkRules, PALETTE, paint, SERIES } from "../../src/figures/core/paint.js";
import { TONES } from "../../src/figures/viewer/codeTones.js";
import { heat, strongHeat } from "../../src/figures/viewer/lineCounts.js";

/** Relative luminance of WCAG 2. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map(i => {
    const part = Number.parseInt(colour.slice(i, i + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const TEXTS: readonly Colour[] = ["ink", "muted", ...SERIES];

test.each(TEXTS)("%s has a contrast of 4.5 to the ground and to panels, light and dark", colour => {
  for (const side of [0, 1]) {
    for (const ground of ["paper", "panel"] as const) {
      expect(contrast(PALETTE[colour][side], PALETTE[ground][side])).toBeGreaterThanOrEqual(4.5);
    }
  }
});

/** A colour laid over a ground. */
function over(colour: string, opacity: number, ground: string): string {
  const mix = (i: number): number =>
    Math.round(
      opacity * Number.parseInt(colour.slice(i, i + 2), 16) +
        (1 - opacity) * Number.parseInt(ground.slice(i, i + 2), 16),
    );
  return `#${[1, 3, 5].map(i => mix(i).toString(16).padStart(2, "0")).join("")}`;
}

test.each(["ink", "muted", ...TONES] as Colour[])("%s can be read on the darkest shading of code", colour => {
  for (const side of [0, 1]) {
    const ground = over(PALETTE.blue[side], heat(1e9, 1e9), PALETTE.paper[side]);
    expect(contrast(PALETTE[colour][side], ground)).toBeGreaterThanOrEqual(4.5);
  }
});

test("counts can be read on the darkest shading of counts", () => {
  for (const side of [0, 1]) {
    const ground = over(PALETTE.blue[side], strongHeat(1e9, 1e9), PALETTE.paper[side]);
    expect(contrast(PALETTE.ink[side], ground)).toBeGreaterThanOrEqual(4.5);
  }
});

/** Colours as seen with deuteranopia and protanopia (Viénot, Brettel, Mollon 1999, on linear RGB). */
const MATRICES = {
  deuteranopia: [0.33066007, 0.66933993, 0, 0.33066007, 0.66933993, 0, -0.02785538, 0.02785538, 1],
  protanopia: [0.11238276, 0.88761724, 0, 0.11238276, 0.88761724, 0, 0.00400576, -0.00400576, 1],
};

function seen(colour: string, matrix: readonly number[]): number[] {
  const linear = [1, 3, 5].map(i => (Number.parseInt(colour.slice(i, i + 2), 16) / 255) ** 2.2);
  return [0, 3, 6].map(row => {
    const value = matrix[row] * linear[0] + matrix[row + 1] * linear[1] + matrix[row + 2] * linear[2];
    return Math.max(0, value) ** (1 / 2.2) * 255;
  });
}

test.each(Object.entries(MATRICES))("the first four series colours stay apart with %s", (_name, matrix) => {
  for (const side of [0, 1]) {
    const colours = SERIES.slice(0, 4).map(name => seen(PALETTE[name][side], matrix));
    colours.forEach((a, i) => {
      for (const b of colours.slice(0, i)) {
        expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeGreaterThan(28);
      }
    });
  }
});

test("painted parts carry the light colour and a class that the dark rules know", () => {
  expect(paint({ fill: "blue", stroke: "none" })).toEqual({
    class: "f-blue",
    fill: "#0072b2",
    stroke: "none",
  });
  expect(darkRules("x")).toContain("#x .f-blue{fill:#56b4e9}");
});
