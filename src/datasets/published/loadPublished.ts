import type { Dataset } from "../Dataset.js";
import { finish } from "../finish.js";
import { publishedFolder } from "./publishedFolder.js";
import { PUBLISHED_PROGRAMS } from "./publishedPrograms.js";
import { publishedSet } from "./publishedSets.js";

/**
 * Loads a published data set from the copy on this machine (see {@link publishedFolder}).
 *
 * @throws SourceError when there is none, saying how to fetch it; for a file that cannot be read.
 */
export function loadPublished(name: string): Dataset {
  const { title, licence } = publishedSet(name);
  const folder = publishedFolder(name);
  const programs = PUBLISHED_PROGRAMS[name](folder);
  const head = {
    name,
    version: publishedSet(name).commit,
    title,
    licence: { code: licence.name, data: licence.name },
  };
  return finish(head, programs, i => ({ file: name, within: `programs[${i}]` }));
}
