import { SourceError } from "../../../program/SourceError.js";
import type { RepoFile } from "./RepoFile.js";

const SETTINGS: ReadonlySet<string> = new Set([
  "config.json",
  "generation_config.json",
  "tokenizer.json",
  "tokenizer_config.json",
  "chat_template.jinja",
]);

/**
 * The files of a repository that {@link openWeights} reads: settings, and `model.safetensors` or its index and shards; or those
 * asked for.
 *
 * @throws SourceError naming what there is, where a file asked for is not there or there are no weights.
 */
export function selectFiles(
  all: readonly RepoFile[],
  wanted: readonly string[] | undefined,
  repo: string,
): RepoFile[] {
  const byPath = new Map(all.map(file => [file.path, file]));
  if (wanted) {
    return wanted.map(path => {
      const file = byPath.get(path);
      if (!file) throw new SourceError(`has no file ${path}${listed(all)}`, repo);
      return file;
    });
  }
  const single = byPath.get("model.safetensors");
  const sharded = byPath.get("model.safetensors.index.json");
  const weights = single
    ? [single]
    : sharded
      ? [sharded, ...all.filter(({ path }) => /^model-\d+-of-\d+\.safetensors$/.test(path))]
      : [];
  if (weights.length === 0) {
    throw new SourceError(`has no model.safetensors; name the files that are wanted${listed(all)}`, repo);
  }
  return [...all.filter(({ path }) => SETTINGS.has(path)), ...weights];
}

function listed(all: readonly RepoFile[]): string {
  const weights = all.map(({ path }) => path).filter(path => /\.(gguf|safetensors|bin)$/.test(path));
  if (weights.length === 0) return "";
  const more = weights.length > 12 ? ` and ${weights.length - 12} more` : "";
  return ` (it has ${weights.slice(0, 12).join(", ")}${more})`;
}
