import { SourceError } from "../../program/SourceError.js";
import type { TokenizerFiles } from "../weights/Weights.js";

/** A part of a `tokenizer.json` that has a type: a normaliser, a pre-tokenizer, a decoder. */
export interface TokenizerPart {
  readonly type: string;
  readonly [setting: string]: unknown;
}

/** A token that is looked for in the text before anything else is done to it. */
export interface AddedToken {
  readonly id: number;
  readonly content: string;
  /** It is no text but a mark, such as the end of a turn. */
  readonly special: boolean;
  /** It is looked for in the normalised text. */
  readonly normalized: boolean;
  /** Only where no letter, digit or `_` stands next to it. */
  readonly singleWord: boolean;
  /** White space before it, or behind it, becomes part of it. */
  readonly lstrip: boolean;
  readonly rstrip: boolean;
}

/** What of a `tokenizer.json` is used here. */
export interface TokenizerJson {
  /** Id of each token. */
  readonly vocab: ReadonlyMap<string, number>;
  /** Earliest first: `"a b"`, or `["a", "b"]` where tokens hold blanks. */
  readonly merges: readonly (string | readonly [string, string])[];
  readonly unknown?: string;
  readonly fuseUnknown: boolean;
  readonly byteFallback: boolean;
  readonly ignoreMerges: boolean;
  readonly added: readonly AddedToken[];
  readonly normalizer?: TokenizerPart;
  readonly preTokenizer?: TokenizerPart;
  readonly postProcessor?: TokenizerPart;
  readonly decoder?: TokenizerPart;
}

/**
 * Reads a parsed `tokenizer.json`.
 *
 * @throws SourceError for what is none, a model other than byte-pair encoding, and settings that are not known here.
 */
export function readTokenizerJson({ tokenizer, source }: TokenizerFiles): TokenizerJson {
  const fail = (why: string): never => {
    throw new SourceError(`tokenizer: ${why}`, source);
  };
  const json = isObject(tokenizer) ? tokenizer : fail("expected the object of a tokenizer.json");
  const model = isObject(json.model) ? json.model : fail('there is no "model" in it');
  const type = model.type ?? (Array.isArray(model.merges) ? "BPE" : undefined);
  if (type !== "BPE")
    fail(`model type ${JSON.stringify(type)}: only byte-pair encoding ("BPE") is read here`);
  if (!isObject(model.vocab)) fail('there is no "model.vocab" in it');
  if (!Array.isArray(model.merges)) fail('there is no "model.merges" in it');
  for (const setting of ["continuing_subword_prefix", "end_of_word_suffix"])
    if (model[setting]) fail(`model.${setting} ${JSON.stringify(model[setting])} is not supported`);
  const added = Array.isArray(json.added_tokens) ? json.added_tokens : [];
  return {
    vocab: mapOf(model.vocab as Record<string, number>),
    merges: model.merges as TokenizerJson["merges"],
    ...(typeof model.unk_token === "string" ? { unknown: model.unk_token } : {}),
    fuseUnknown: model.fuse_unk === true,
    byteFallback: model.byte_fallback === true,
    ignoreMerges: model.ignore_merges === true,
    added: added.map((token, at) => addedToken(token) ?? fail(`added_tokens[${at}] has no id and content`)),
    ...parts(json),
  };
}

/** Without a list of all entries between: there may be a quarter of a million. */
function mapOf(vocab: Readonly<Record<string, number>>): Map<string, number> {
  const ids = new Map<string, number>();
  for (const token in vocab) ids.set(token, vocab[token]);
  return ids;
}

function addedToken(token: unknown): AddedToken | undefined {
  if (!isObject(token) || typeof token.id !== "number" || typeof token.content !== "string") return undefined;
  const special = token.special === true;
  return {
    id: token.id,
    content: token.content,
    special,
    normalized: typeof token.normalized === "boolean" ? token.normalized : !special,
    singleWord: token.single_word === true,
    lstrip: token.lstrip === true,
    rstrip: token.rstrip === true,
  };
}

function parts(json: Record<string, unknown>): Partial<Record<"normalizer" | "decoder", TokenizerPart>> {
  const names = {
    normalizer: "normalizer",
    pre_tokenizer: "preTokenizer",
    post_processor: "postProcessor",
    decoder: "decoder",
  };
  const found = Object.entries(names).flatMap(([key, name]) =>
    isPart(json[key]) ? [[name, json[key]]] : [],
  );
  return Object.fromEntries(found);
}

/** Is it an object with text keys? */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPart(value: unknown): value is TokenizerPart {
  return isObject(value) && typeof value.type === "string";
}

/** A part and those it is made of (`Sequence`), in order. */
export function flatParts(part: TokenizerPart | undefined): readonly TokenizerPart[] {
  if (part === undefined) return [];
  if (part.type !== "Sequence") return [part];
  const inner = part.normalizers ?? part.pretokenizers ?? part.decoders ?? part.processors;
  return Array.isArray(inner) ? inner.filter(isPart).flatMap(flatParts) : [];
}
