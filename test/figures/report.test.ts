import { expect, test } from "vitest";
import { render } from "../../src/figures/core/element.js";
import { markedCompletion } from "../../src/figures/report/exampleList.js";
import { report } from "../../src/figures/report/report.js";
import { scoreChart } from "../../src/figures/score/scoreChart.js";
import { viewModel } from "../../src/figures/viewer/traceViewer.js";
import { SourceError } from "../../src/program/SourceError.js";
import { factorial } from "./models/factorial.js";
import { reportData } from "./models/reportData.js";
import { scores } from "./models/scores.js";
import { settings } from "./models/settings.js";
import { faultOf } from "./wellFormed.js";

/** The fragment without its scripts: what an untrusting notebook leaves. */
function still(html: string): string {
  return html.replace(/<script>.*?<\/script>/gs, "");
}

test("the page without scripts is well-formed and the same every time", () => {
  expect(faultOf(still(report(reportData).toHTML()))).toBeUndefined();
  expect(report(structuredClone(reportData)).toPage()).toBe(report(reportData).toPage());
});

test("each task shows n, clusters, SE, interval and verdicts beside the baselines and chance", () => {
  const text = still(report(reportData).toHTML())
    .replace(/<[^>]*>/g, "|")
    .replace(/\|+/g, "|");
  expect(text).toContain("|output|replay:made-up|62.5\u00a0%|4.1|[49.5, 75.5]|CR2|40|4|25|15|0|0|0|");
  expect(text).toContain("|output|baseline:constant|25.0\u00a0%|");
  expect(text).toContain("|coverage, not executed|replay:made-up|60.0\u00a0%|");
  expect(text).toContain("|coverage|random answer, expected|50.0\u00a0%|exactly 1/2|");
  expect(text).toContain("|recursion|coverage|60.0\u00a0%|[47.0, 73.0]|20|4|25.0\u00a0% baseline:constant|");
  expect(text).toContain("|different value|output|13|");
  expect(text).toContain("|call throws|2|");
});

test("wrong and unparsed answers are there in full, folded away, as text", () => {
  const html = still(report(reportData).toHTML());
  expect(html.match(/<details>/g)).toHaveLength(4);
  expect(html).toContain("<mark>5</mark>&lt;/script&gt;");
  expect(html).toContain("▶ 2    return n &lt; 1");
  expect(html).toContain("no answer could be read");
  expect(html).toContain("&lt;b&gt;not bold");
});

test("byte spans are marked where they stand, and bad ones are passed over", () => {
  expect(render(markedCompletion("äöü ok", [[7, 9]]))).toBe("äöü <mark>ok</mark>");
  expect(
    render(
      markedCompletion("abc", [
        [1, 2],
        [1, 3],
        [2, 99],
        [2, 2],
      ]),
    ),
  ).toBe("a<mark>b</mark>c");
});

test("a report says where its numbers come from", () => {
  const figure = report(reportData);
  expect(figure.toText()).toContain(
    "replay:made-up answered 80 of 80 questions about 8 programs in 4 clusters of made-up.",
  );
  expect(figure.toText()).toContain(
    "questions dddddddddddd, prompts eeeeeeeeeeee · model replay:made-up · seed 5",
  );
});

test("a report without scores is refused", () => {
  expect(() => report({ ...reportData, scores: [] })).toThrow(SourceError);
});

/** Elements JupyterLab leaves in untrusted HTML, as far as we may use them (its sanitiser's list). */
const LAB = new Set(
  "a b br button caption code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img kbd li mark ol p pre s samp section small span strong sub summary sup table tbody td tfoot th thead tr u ul var".split(
    " ",
  ),
);

test.each([
  ["the report", () => report(reportData)],
  ["the score chart", () => scoreChart(scores)],
  ["the trace viewer", () => viewModel(factorial, "x", settings, { source: "hand-made" })],
])("%s means the same when an untrusting notebook has been through it", (_name, make) => {
  const html = make().toHTML();
  const used = new Set([...still(html).matchAll(/<([a-z]\w*)/g)].map(match => match[1]));
  expect([...used].filter(name => !LAB.has(name))).toEqual([]);
  // Ids, classes and data attributes go, and in the classic notebook styles too: nothing may hang on them.
  const bare = still(html).replace(/ (?:id|class|style|data-[\w-]+)="[^"]*"/g, "");
  expect(bare).toMatch(/<img src="data:image\/svg\+xml;base64,[^"]+" alt="[^"]{40,}"/);
  expect(bare).toContain("<th");
});
