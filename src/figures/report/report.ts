import type { ReportData } from "../../evaluate/ReportData.js";
import { createFigure } from "../core/createFigure.js";
import { type Child, element } from "../core/element.js";
import type { Figure } from "../Figure.js";
import { drawScores } from "../score/drawScores.js";
import { SCORE_ENHANCER, scoreInput } from "../score/scoreConfig.js";
import { scoreTable } from "../score/scoreTable.js";
import { consistencyTable } from "./consistencyTable.js";
import { countTable } from "./countTable.js";
import { divergenceTable } from "./divergenceTable.js";
import { exampleList } from "./exampleList.js";
import { familyTable } from "./familyTable.js";
import { reportSummary } from "./reportSummary.js";
import { reportText } from "./reportText.js";
import { scoreBars } from "./scoreBars.js";
import { splitTables } from "./splitTables.js";
import { detailTable, partTable, taskTable } from "./taskTable.js";

function section(title: string, ...content: Child[]): Child {
  return element("section", {}, element("h2", { style: "font-size:17px;margin:22px 0 6px" }, title), content);
}

function folded(title: string, content: Child): Child {
  return content === undefined ? undefined : element("details", {}, element("summary", {}, title), content);
}

/**
 * The report of a run: what was asked, scores with n, clusters and intervals beside baselines and chance, by
 * task and family, every reason counted, and questions that went wrong in full. `toPage()` and `save("x.html")`
 * give the page; `toSVG` and `toPNG` its chart.
 * @throws SourceError when there are no scores, or they are not shares.
 */
export function report(data: ReportData): Figure {
  const { run } = data;
  const table = scoreTable({ source: run.dataset, bars: scoreBars(data) });
  const splits = splitTables(data);
  const summary = reportSummary(data);
  const chartTitle = "Right answers by task";
  const items = (texts: readonly string[]): Child =>
    element(
      "ul",
      {},
      texts.map(text => element("li", {}, text)),
    );
  return createFigure({
    kind: "report",
    title: data.title,
    description: summary.join(" "),
    provenance: {
      source: `${run.dataset}, questions ${run.datasetSha256.slice(0, 12)}, prompts ${run.promptsSha256.slice(0, 12)}`,
      seed: run.seed,
      model: run.model,
    },
    data,
    options: {},
    draw: () => drawScores(table, chartTitle, 860),
    lead: [element("h1", { style: "font-size:22px;margin:0 0 8px" }, data.title), items(summary)],
    details: about => [
      section(
        "Tasks",
        taskTable(data),
        folded("Parts of tasks, apart", partTable(data)),
        folded("Further numbers", detailTable(data)),
        folded("First mistakes in lists of lines", divergenceTable(data.divergences)),
      ),
      section("Families", familyTable(data)),
      splits !== undefined && section("Splits", splits),
      data.consistency !== undefined &&
        section("Incremental consistency", consistencyTable(data.consistency)),
      section("Reasons", countTable(data)),
      data.metric !== undefined && section("Metric", element("p", {}, element("code", {}, data.metric))),
      section(
        "Questions in full",
        data.examples.length > 0 ? exampleList(data.examples) : element("p", {}, "None were kept."),
      ),
      data.notes.length > 0 && section("Notes", items(data.notes)),
      element("p", { style: "font-size:12px;margin-top:24px" }, about),
    ],
    enhancer: {
      script: SCORE_ENHANCER,
      data: scoreInput(table, chartTitle, summary.join(" ")),
      library: "chart.js",
    },
    text: reportText(data),
  });
}
