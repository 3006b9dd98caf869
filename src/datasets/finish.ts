import { sha256 } from "../program/hash.js";
import { showable } from "../program/showable.js";
import type { Dataset, DatasetProgram } from "./Dataset.js";
import { type Place, refuse, shown } from "./fields.js";

/** What a data set says about itself. */
export type DatasetHead = Pick<Dataset, "name" | "version" | "title" | "licence">;

/**
 * Puts a data set together: ids must be unique and there must be a program.
 *
 * @param placeOf Where program `i` was read, for messages.
 */
export function finish(
  head: DatasetHead,
  programs: readonly DatasetProgram[],
  placeOf: (index: number) => Place,
): Dataset {
  if (programs.length === 0) refuse({ file: placeOf(0).file }, "the data set holds no program");
  const first = new Map<string, number>();
  for (const [i, { id }] of programs.entries()) {
    const before = first.get(id);
    if (before !== undefined) {
      const { row, within } = placeOf(before);
      refuse(placeOf(i), `field "id" ${shown(id)} was used before, in ${within ?? `row ${row}`}`);
    }
    first.set(id, i);
  }
  const schema = "tracebook/dataset@1";
  return showable("dataset", { schema, ...head, sha256: contentHash(programs), programs });
}

/** Every field but `path` and `twin`, in a fixed order. */
function contentHash(programs: readonly DatasetProgram[]): string {
  const rows = programs.map(({ id, file, language, family, cluster, title, source, calls, tags, siblings }) =>
    JSON.stringify([
      id,
      file,
      language,
      family,
      cluster,
      title,
      source,
      calls,
      tags,
      siblings.map(sibling => [sibling.file, sibling.source]),
    ]),
  );
  return sha256(rows.join("\n"));
}
