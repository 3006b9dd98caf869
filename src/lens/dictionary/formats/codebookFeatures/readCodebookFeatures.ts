import { basename, join } from "node:path";
import { SourceError } from "../../../../program/SourceError.js";
import { readJson } from "../../../weights/readJson.js";
import type { Codebook, CodebookGroup } from "../../Dictionary.js";
import { wantsLayer } from "../../hookNames.js";
import type { ReadDictionaryOptions } from "../../ReadDictionaryOptions.js";
import { shapedTensor, shapeOf } from "../tensors/shapedTensor.js";
import type { TensorFile } from "../tensors/TensorFile.js";
import { codebookSource } from "../tracebook/codebookSource.js";
import { codebookConfig } from "./codebookConfig.js";
import { codebookPlacesOf, hookOfCodebook } from "./codebookPlace.js";
import { openCodebookTensors } from "./openCodebookTensors.js";

/**
 * Reads the codebooks of a codebook-features checkpoint (`config.json`, `pytorch_model.bin`): vanilla, grouped, one a head, with
 * one code or several. Layers and groups are those there are tensors of. The base model's own weights in it are read by
 * {@link writeBaseModel}.
 *
 * @returns codebooks by layer, then place.
 * @throws SourceError naming file, key and value, or tensor and shapes; where config and tensors disagree.
 */
export async function readCodebookFeatures(
  folder: string,
  options: ReadDictionaryOptions,
): Promise<Codebook[]> {
  const file = join(folder, "config.json");
  const values = await readJson(file);
  if (!values) throw new SourceError("has no config.json", folder);
  return codebooksOf({ file, values }, await openCodebookTensors(folder), options);
}

/** The codebooks that a config describes and a file has the tensors of. */
export async function codebooksOf(
  { file, values }: { readonly file: string; readonly values: Readonly<Record<string, unknown>> },
  { name, source }: { readonly name: string; readonly source: TensorFile },
  options: ReadDictionaryOptions,
): Promise<Codebook[]> {
  const { kinds, similarity } = codebookConfig(values, file);
  const named = new Set(kinds.map(({ at }) => at));
  const places = codebookPlacesOf(source.tensors.keys()).map(place => {
    // Without the wrapped module beside them two places have the same names; the config tells which it is.
    const other = SAME_NAMES[place.at];
    return other && !named.has(place.at) && named.has(other) ? { ...place, at: other } : place;
  });
  if (places.length === 0) throw new SourceError("has no codebook among its tensors", source.file);
  const layers = new Set(places.map(place => place.layer));
  for (const { at } of kinds) {
    const without = [...layers].find(
      layer => !places.some(place => place.layer === layer && place.at === at),
    );
    if (without !== undefined) {
      throw new SourceError(`codebook_at names ${at}; layer ${without} has no codebook there`, file);
    }
  }
  const codebooks: Codebook[] = [];
  for (const { layer, at, prefix } of places) {
    const kind = kinds.find(one => one.at === at);
    if (!kind)
      throw new SourceError(`has a codebook at ${at} (${prefix}), which codebook_at does not name`, file);
    if (!wantsLayer(options.layers, layer)) continue;
    const { grouped, codes, k } = kind;
    const groups: CodebookGroup[] = [];
    for (let g = 0; grouped ? source.tensors.has(`${prefix}codebook.${g}.codebook.weight`) : g < 1; g++) {
      groups.push(await groupOf(source, grouped ? `${prefix}codebook.${g}.` : prefix, codes, groups[0]));
    }
    if (groups.length === 0) {
      throw new SourceError(
        `has no tensor "${prefix}codebook.0.codebook.weight", and codebook_type is "group"`,
        source.file,
      );
    }
    const codebook: Omit<Codebook, "source"> = {
      kind: "codebook",
      hook: hookOfCodebook(at, layer),
      at,
      layer,
      groups,
      ...(grouped && { grouped }),
      codes,
      k,
      similarity,
    };
    const from = codebookSource("codebook-features", [basename(file), name], codebook, options.model);
    codebooks.push({ ...codebook, source: from });
  }
  return codebooks;
}

/** Places whose tensors are called alike where the module they wrap is not in the file. */
const SAME_NAMES: Partial<Record<Codebook["at"], Codebook["at"]>> = {
  attn_preproj: "attn",
  attn_plus_mlp: "transformer_block",
};

async function groupOf(
  source: TensorFile,
  prefix: string,
  codes: number,
  first: CodebookGroup | undefined,
): Promise<CodebookGroup> {
  const width = first?.normWeight.length ?? shapeOf(source, `${prefix}codebook.weight`, 2)[1]!;
  return {
    codes: await shapedTensor(source, `${prefix}codebook.weight`, [codes, width], "num_codes, width"),
    normWeight: await shapedTensor(source, `${prefix}ln.weight`, [width], "width"),
    normBias: await shapedTensor(source, `${prefix}ln.bias`, [width], "width"),
  };
}
