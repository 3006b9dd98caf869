import { createHash } from "node:crypto";
import { canonicalJson } from "./canonicalJson.js";

/** SHA-256 of the canonical JSON of some data, hex. */
export function dataHash(data: unknown): string {
  return createHash("sha256").update(canonicalJson(data)).digest("hex");
}
