import type { Provenance } from "../Figure.js";

/** The provenance as one line for people. */
export function provenanceLine(provenance: Provenance): string {
  const parts = [`Source: ${provenance.source}`];
  if (provenance.model !== undefined) parts.push(`model ${provenance.model}`);
  if (provenance.seed !== undefined) parts.push(`seed ${provenance.seed}`);
  parts.push(`data sha256 ${provenance.sha256.slice(0, 16)}`, `tracebook ${provenance.tracebook}`);
  return parts.join(" · ");
}
