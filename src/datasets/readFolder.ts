import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Dataset, DatasetProgram } from "./Dataset.js";
import {
  type Fields,
  json,
  language,
  object,
  type Place,
  refuse,
  shown,
  text,
  textOr,
  texts,
} from "./fields.js";
import { finish } from "./finish.js";
import { siblingsOf } from "./siblings.js";

/**
 * Reads a folder with an `index.json`: `{schema, name, version, title, licence: {code, data}, programs}`, or the list
 * of programs alone. A program has `file` and `calls`; `id`, `language`, `family`, `cluster`, `title` and `tags`
 * default to what the file name says; `twin` may be there.
 *
 * @param shownAs How the person named the folder; used in messages.
 * @throws SourceError naming the index (or program file), the entry, the field and the value.
 */
export function readFolder(folder: string, shownAs: string): Dataset {
  const place: Place = { file: `${shownAs}/index.json` };
  const index = join(folder, "index.json");
  if (!existsSync(index)) refuse({ file: shownAs }, "the folder has no index.json");
  const whole = json(readFileSync(index, "utf8"), place);
  const head: Fields = Array.isArray(whole) ? { programs: whole } : object(whole, place);
  const schema = textOr(head, "schema", place, "tracebook/dataset@1");
  if (schema !== "tracebook/dataset@1") {
    refuse(place, `field "schema" must be "tracebook/dataset@1", got ${shown(schema)}`);
  }
  const licence = head.licence === undefined ? {} : object(head.licence, { ...place, within: "licence" });
  const list = head.programs;
  if (list === undefined) refuse(place, 'field "programs" is missing');
  if (!Array.isArray(list)) refuse(place, `field "programs" must be a list, got ${shown(list)}`);
  const name = textOr(head, "name", place, basename(folder));
  const programs = list.map((entry, i) => readEntry(entry, folder, { ...place, within: `programs[${i}]` }));
  return finish(
    {
      name,
      version: textOr(head, "version", place, "0"),
      title: textOr(head, "title", place, name),
      licence: {
        code: textOr(licence, "code", place, "unknown"),
        data: textOr(licence, "data", place, "unknown"),
      },
    },
    programs,
    i => ({ ...place, within: `programs[${i}]` }),
  );
}

function readEntry(entry: unknown, folder: string, place: Place): DatasetProgram {
  const fields = object(entry, place);
  const file = text(fields, "file", place);
  const path = join(folder, file);
  if (file.startsWith("/") || file.split(/[\\/]/).includes("..")) {
    refuse(place, `field "file" must lie inside the data set, got ${shown(file)}`);
  }
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    refuse(place, `field "file" names a file that is not there: ${shown(file)}`);
  }
  const source = readFileSync(path, "utf8");
  const id = textOr(fields, "id", place, file.replace(/(?:\/main)?\.\w+$/, ""));
  return {
    id,
    file,
    language: language(fields, file, place),
    family: textOr(fields, "family", place, file.includes("/") ? file.slice(0, file.indexOf("/")) : "all"),
    cluster: textOr(fields, "cluster", place, id),
    title: textOr(fields, "title", place, id),
    source,
    calls: texts(fields, "calls", place, 1),
    tags: fields.tags === undefined ? [] : texts(fields, "tags", place, 0),
    siblings: siblingsOf(file, source, folder),
    ...(fields.twin === undefined ? {} : { twin: text(fields, "twin", place) }),
    path,
  };
}
