import { describe, expect, it } from "vitest";
import { table } from "../../../src/index.js";

describe("a table as text", () => {
  it("has numbers to the right, texts to the left, wide characters counted as two", () => {
    const rows = [
      { name: "漢字", n: 5, share: 1 / 3 },
      { name: "plain", n: 12345, share: 0.5 },
    ];
    expect(table(rows, { caption: "Counts" }).toText()).toBe(
      [
        "Counts",
        "",
        "name       n     share",
        "─────  ─────  ────────",
        "漢字       5  0.333333",
        "plain  12345       0.5",
        "",
      ].join("\n"),
    );
  });

  it("takes the fields of all records, and leaves a missing one empty", () => {
    expect(table([{ a: 1 }, { b: null }, { a: undefined, c: [1, { x: 1 }] }]).cells).toEqual([
      ["1", "", ""],
      ["", "null", ""],
      ["", "", "[ 1, { x: 1 } ]"],
    ]);
  });

  it("takes lists by position, and maps as one value", () => {
    expect(table(new Map([["a", 1]])).toText()).toBe("1  2\n─  ─\na  1\n");
    expect(table([new Set([1])]).cells).toEqual([["Set(1) { 1 }"]]);
  });

  it("has the columns, headings, digits and sides that are asked for", () => {
    const rows = [{ a: 0.12345, b: 2 }];
    const columns = [
      { key: "a", label: "share", digits: 2 },
      { key: "b", align: "left" as const },
    ];
    expect(table(rows, { columns }).toText()).toBe("share  b\n─────  ─\n 0.12  2\n");
  });

  it("says how many rows there are where it is cut", () => {
    const shown = table(
      Array.from({ length: 60 }, (_, i) => i),
      { limit: 3 },
    );
    expect(shown.total).toBe(60);
    expect(shown.toText()).toBe("value\n─────\n    0\n    1\n    2\n\n3 of 60 rows are shown.\n");
    expect(shown.toHTML()).toContain("<p>3 of 60 rows are shown.</p>");
  });

  it("says that there are no rows", () => {
    expect(table([]).toText()).toBe("There are no rows.\n");
    expect(table([], { columns: ["a"] }).toText()).toBe("a\n─\n\nThere are no rows.\n");
    expect(table([]).toHTML()).toContain("<p>There are no rows.</p>");
  });

  it("writes unusual numbers, dates, lists and long texts so that nothing is hidden", () => {
    const long = "x".repeat(500);
    const rows = [[-0, Number.NaN, 10n, new Date(0), "a\nb\t\u202e", long, 1e21, 0.1 + 0.2]];
    expect(table(rows).cells).toEqual([
      [
        "-0",
        "NaN",
        "10",
        "1970-01-01T00:00:00.000Z",
        "a\nb\t\u202e",
        `${"x".repeat(400)}… 100 more characters`,
        "1e+21",
        "0.3",
      ],
    ]);
    expect(table(rows).toText()).toContain("a⏎b  ⟨U+202E⟩");
  });
});

describe("a table as HTML", () => {
  it("can be read without styles: caption, headings with a scope, sides as attributes too", () => {
    const html = table([{ name: "<b>", n: 1 }], { caption: "A & B" }).toHTML();
    const bare = html.replace(/ style="[^"]*"/g, "");
    expect(bare).toBe(
      "<div><table>" +
        '<caption align="left">A &amp; B</caption>' +
        '<thead><tr><th scope="col" align="left">name</th><th scope="col" align="right">n</th></tr></thead>' +
        '<tbody><tr><th scope="row" align="left">&lt;b&gt;</th><td align="right">1</td></tr></tbody>' +
        "</table></div>",
    );
  });

  it("keeps line ends and shows what cannot be seen", () => {
    expect(table(["a\n\u202eb"]).toHTML()).toContain("a<br/>⟨U+202E⟩b");
  });
});

describe("a table that cannot be made", () => {
  it.each([
    ["what is no list", () => table({ a: 1 } as never), "rows must be a list of records, not an object"],
    ["a text", () => table("abc" as never), "not string abc"],
    [
      "a field nobody has",
      () => table([{ a: 1 }], { columns: ["b"] }),
      'no record has the field "b" (fields: a)',
    ],
    [
      "a limit of nothing",
      () => table([], { limit: 0 }),
      "limit must be a whole number of at least 1, not 0",
    ],
    [
      "too many digits",
      () => table([{ a: 1 }], { columns: [{ key: "a", digits: 99 }] }),
      "digits must be within 0..20",
    ],
  ])("says so: %s", (_what, make, message) => {
    expect(make).toThrow(message);
  });
});
