import type { ModelConfig } from "../ModelConfig.js";
import type { ConfigFields } from "./ConfigFields.js";

/**
 * Ids of the tokens that begin and end a text: of `generation_config.json` where it names them, else of the first of
 * `configs` that does. @throws SourceError for a value that is no id.
 */
export function specialIds(configs: readonly ConfigFields[]): Pick<ModelConfig, "bos" | "eos"> {
  const ids = (key: string): number[] => {
    const config = configs.find(one => one.has(key));
    if (!config) return [];
    const value = config.raw(key);
    const list: unknown[] = Array.isArray(value) ? value : [value];
    for (const id of list) {
      if (!Number.isSafeInteger(id) || (id as number) < 0)
        config.refuse(key, "an id of a token, or a list of ids");
    }
    return [...new Set(list as number[])];
  };
  const bos = ids("bos_token_id")[0];
  return { ...(bos !== undefined && { bos }), eos: ids("eos_token_id") };
}
