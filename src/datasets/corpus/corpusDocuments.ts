import { dialectIds, SPECIAL_TOKENS } from "../../questions/dialect/dialectTokens.js";
import { type Random, seededRandom } from "../../questions/random.js";
import type { FamilyProgram } from "../family/generateFamily.js";
import { corpusDocument } from "./corpusDocument.js";
import {
  type CorpusDocument,
  type CorpusKind,
  type FamilyCorpusOptions,
  LONGEST_DOCUMENT,
} from "./FamilyCorpusOptions.js";

const BOS = SPECIAL_TOKENS.indexOf("<bos>");
const EOS = SPECIAL_TOKENS.indexOf("<eos>");

/** The documents about one program, one for each of its calls; those that are too long are left out. */
export function corpusDocuments(
  made: FamilyProgram,
  { seed, split, kind, ids: withIds = false }: FamilyCorpusOptions,
): CorpusDocument[] {
  return made.calls.flatMap((call, index): CorpusDocument[] => {
    const id = `${split}-${seed}-${made.candidate}-${index}`;
    const random = seededRandom(`${kind === "direct" ? "direct" : "doc"}:${id}`);
    const drawn = drawKind(kind, random, index === 0);
    const text = corpusDocument(made.program, call, drawn, random);
    const ids = [BOS, ...dialectIds(text), EOS];
    if (ids.length > LONGEST_DOCUMENT) return [];
    const document: CorpusDocument = {
      id,
      family: "embedded",
      skeleton: made.skeleton.slice(0, 16),
      split,
      kind: drawn,
      rows: call.rows.rows.length,
      tokens: ids.length,
      text,
    };
    return [withIds ? { ...document, ids } : document];
  });
}

/** Bare source at most once for each program: it is the same for all calls. */
function drawKind(kind: CorpusKind, random: Random, first: boolean): CorpusKind {
  if (kind === "source") return "source";
  if (kind === "direct") return first && random.next() < 0.2 ? "source" : "direct";
  const drawn = random.next();
  if (drawn < 0.7) return "trace";
  if (drawn < 0.9) return "direct";
  return first ? "source" : "trace";
}
