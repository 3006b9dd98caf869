import type { ViewerModel } from "../../../src/figures/viewer/ViewerModel.js";

/** A hand-made model: two calls of a recursive function, a print, and one line that never runs. */
export const factorial: ViewerModel = {
  files: [
    {
      name: "factorial.js",
      lines: [
        "function fact(n) {",
        "  if (n <= 1) return 1;",
        "  const rest = fact(n - 1);",
        "  return n * rest;",
        "}",
        "function unused() {",
        "  return '</script><b>\u202e';",
        "}",
        "console.log(fact(2));",
      ],
      cut: {},
      tones: {
        1: [0, 8, 0],
        2: [2, 4, 0, 14, 20, 0],
        3: [2, 7, 0],
        4: [2, 8, 0],
        6: [0, 8, 0],
        7: [2, 8, 0, 9, 25, 1],
      },
      marks: [
        [2, 2, 2, 12, 2, "if: taken 1×, not taken 1×"],
        [2, 14, 2, 23, 1, ""],
        [3, 2, 3, 27, 1, ""],
        [4, 2, 4, 18, 1, ""],
        [7, 2, 7, 29, 0, ""],
        [9, 0, 9, 21, 1, ""],
      ],
      writes: { 1: "n = 2, 1 (2×)", 2: "return 1", 3: "rest = 1", 4: "return 2" },
    },
  ],
  functions: [
    ["<module>", 0, 1, 1, 1],
    ["fact", 0, 1, 0, 2],
  ],
  frames: [
    [0, 1, -1],
    [1, 1, 0],
    [1, 2, 0],
  ],
  names: ["fact", "unused", "n", "rest"],
  texts: ["ƒ fact", "ƒ unused", "2", "1", "returns 1", "returns 2", "the module ran to its end"],
  steps: [
    [0, 0, 9, 5, 0, [0], [0, 0, 0, 0, 1, 1], 0, -1],
    [0, 0, 2, 0, 1, [1], [1, 2, 2], 0, -1],
    [0, 0, 3, 2, 2, [], [], 0, -1],
    [0, 0, 2, 0, 2, [2], [2, 2, 3], 0, -1],
    [0, 0, 2, 1, 3, [], [], 0, -1],
    [1, 0, 2, 1, 3, [], [], 0, 4],
    [0, 0, 4, 3, 2, [], [1, 3, 3], 0, -1],
    [1, 0, 4, 3, 2, [], [], 0, 5],
    [7, 0, 9, -1, 0, [], [], 1, 6],
  ],
  totalSteps: 9,
  totalCalls: 2,
  outcome: { kind: "return", text: "the module ran to its end" },
  output: [[1, "2\n"]],
  outputCut: 0,
  lanes: [],
};
