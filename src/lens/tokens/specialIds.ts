import type { TokenizerFiles } from "../weights/Weights.js";
import { flatParts, isObject, type TokenizerJson } from "./TokenizerJson.js";

/** Ids that begin and end texts. */
export interface SpecialIds {
  readonly bos?: number;
  readonly eos: readonly number[];
  /** The tokenizer puts the first before every text by itself. */
  readonly addsBos: boolean;
}

/**
 * What `tokenizer_config.json` and the template of the post-processor say about the beginning and the end of a text. A
 * template is looked at only for this: nothing else of it is applied.
 */
export function specialIds({ config }: Pick<TokenizerFiles, "config">, json: TokenizerJson): SpecialIds {
  const settings = isObject(config) ? config : {};
  const idOf = (token: unknown): number | undefined => {
    const name = isObject(token) ? token.content : token;
    if (typeof name !== "string") return undefined;
    return json.added.find(({ content }) => content === name)?.id ?? json.vocab.get(name);
  };
  const first = templateStart(json);
  const bos = idOf(settings.bos_token) ?? first;
  const eos = [idOf(settings.eos_token), idOf(settings.eot_token)].filter(id => id !== undefined);
  const addsBos =
    bos !== undefined &&
    (typeof settings.add_bos_token === "boolean" ? settings.add_bos_token : first === bos);
  return { ...(bos === undefined ? {} : { bos }), eos: [...new Set(eos)], addsBos };
}

/** Id the template `<s> $A` begins with. */
function templateStart({ postProcessor }: TokenizerJson): number | undefined {
  const template = flatParts(postProcessor).find(({ type }) => type === "TemplateProcessing");
  const start: unknown = Array.isArray(template?.single) ? template.single[0] : undefined;
  const mark = isObject(start) && isObject(start.SpecialToken) ? start.SpecialToken.id : undefined;
  const marks = template?.special_tokens;
  const entry = isObject(marks) && typeof mark === "string" ? marks[mark] : undefined;
  const id: unknown = isObject(entry) && Array.isArray(entry.ids) ? entry.ids[0] : undefined;
  return typeof id === "number" ? id : undefined;
}
