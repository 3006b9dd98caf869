import type { Language } from "../program/Program.js";
import { SourceError } from "../program/SourceError.js";
import type { Dataset } from "./Dataset.js";
import { finish } from "./finish.js";

/**
 * The programs of a data set that are in one language, as a data set of its own named `<name>:<language>`, which is
 * how `loadDataset` knows it. Where all are in that language, the data set itself.
 *
 * @throws SourceError when no program is.
 */
export function inLanguage(dataset: Dataset, language: Language): Dataset {
  const programs = dataset.programs.filter(program => program.language === language);
  if (programs.length === dataset.programs.length) return dataset;
  if (programs.length === 0)
    throw new SourceError(`the data set holds no program in ${language}`, dataset.name);
  const { version, title, licence } = dataset;
  const name = `${dataset.name}:${language}`;
  return finish({ name, version, title, licence }, programs, i => ({ file: name, within: programs[i].id }));
}
