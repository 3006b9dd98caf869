import type { Dataset } from "../../../datasets/Dataset.js";
import { markup } from "../../../figures/core/element.js";
import type { Table } from "../TableOptions.js";
import { table } from "../table.js";
import { counted, oneLine, type View } from "../View.js";

/** A data set as the table of its programs. */
export function datasetView(dataset: Dataset): View {
  const { name, version, title, licence, sha256, programs } = dataset;
  const about = `${name} ${version}: ${counted(programs.length, "program")}`;
  const named = title === name ? about : `${title} (${about})`;
  const caption = `${named}; code ${licence.code}, data ${licence.data}; sha256 ${sha256.slice(0, 12)}`;
  const listed = (): Table =>
    table(
      programs.map(({ id, family, cluster, language, title: what, source, calls }) => ({
        id,
        family,
        cluster,
        language,
        title: what,
        lines: source.trimEnd().split("\n").length,
        calls: calls.length,
        "first call": calls[0],
      })),
      { caption, limit: 20 },
    );
  return {
    line: () => oneLine(`Dataset ${about}`),
    text: () => listed().toText(),
    html: () => markup(listed().toHTML()),
  };
}
