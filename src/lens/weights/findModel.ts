import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { SourceError } from "../../program/SourceError.js";

/** Folder of models that go by name: the environment's `TRACEBOOK_MODELS`, or `~/.cache/tracebook/models`. */
export function modelsFolder(): string {
  return process.env.TRACEBOOK_MODELS || join(homedir(), ".cache/tracebook/models");
}

/**
 * Where a model lies: at the path itself, or in {@link modelsFolder} by that name, so that notebooks and commands need not
 * say where a machine keeps its models.
 *
 * @returns an absolute path.
 * @throws SourceError where neither is there.
 */
export function findModel(path: string): string {
  const here = resolve(path);
  if (existsSync(here)) return here;
  if (isAbsolute(path)) throw new SourceError("no such file or folder", path);
  const kept = join(modelsFolder(), path);
  if (existsSync(kept)) return kept;
  throw new SourceError(`no such file or folder, nor ${kept} (TRACEBOOK_MODELS names the folder)`, path);
}
