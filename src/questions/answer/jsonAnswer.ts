import { parseExpressionAt } from "acorn";
import { narrow, type Region } from "./Region.js";

/** The member of a JSON answer that holds the answer. */
export interface JsonAnswer {
  /** UTF-16 span of the member's value. */
  readonly start: number;
  readonly end: number;
  /** What a quoted value says, without quotes and escapes. */
  readonly said?: string;
}

const KEY = /"(?:final[_ ]?)?answer"\s{0,9}:/i;

/**
 * Finds the answer in a region that is one object with the quoted key `"answer"` (or `"final_answer"`), whatever other
 * keys it has: the whole completion or the content of a fence. Behind a label such an object is the answer itself.
 */
export function jsonAnswer(text: string, region: Region): JsonAnswer | undefined {
  const { start, end, explicit, fenced } = narrow(text, region);
  if (text[start] !== "{" || text[end - 1] !== "}" || (explicit && !fenced)) return undefined;
  const object = text.slice(start, end);
  if (!KEY.test(object)) return undefined;
  try {
    const node = parseExpressionAt(`(${object})`, 1, { ecmaVersion: "latest" });
    if (node.type !== "ObjectExpression" || node.end !== object.length + 1) return undefined;
    for (const part of node.properties) {
      if (part.type !== "Property" || part.key.type !== "Literal" || part.kind !== "init") continue;
      if (!/^(?:final[_ ]?)?answer$/i.test(String(part.key.value))) continue;
      const { value } = part;
      const span = { start: start + value.start - 1, end: start + value.end - 1 };
      return value.type === "Literal" && typeof value.value === "string"
        ? { ...span, said: value.value }
        : span;
    }
  } catch {
    // No object: read as anything else.
  }
  return undefined;
}
