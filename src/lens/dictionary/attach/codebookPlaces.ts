import type { Architecture } from "../../weights/ModelConfig.js";
import type { Codebook } from "../Dictionary.js";

/** A hook whose value groups of a codebook replace. */
export interface CodebookPlace {
  readonly hook: string;
  /** Groups of this hook, in the order of its columns: from, and past the last, each `step`-th (default each). */
  readonly from: number;
  readonly to: number;
  readonly step?: number;
  /** Hook whose value is not part of what is replaced. */
  readonly base?: string;
}

/**
 * Where a codebook acts. That of queries, keys and values has a third of its groups at each: groups are parts of the fused projection's
 * output, which is queries, keys, values one after the other, but head by head in GPT-NeoX (query, key and value of head 0, then of head
 * 1, …). That of both parts of a block replaces what the block adds to the residual stream.
 *
 * @param architecture of the model it acts in; without it hooks are right, but of GPT-NeoX not which groups belong to them.
 */
export function codebookPlaces(
  { at, hook, layer, groups }: Codebook,
  architecture?: Architecture,
): CodebookPlace[] {
  const block = `blocks.${layer}`;
  if (at === "qkv") {
    if (architecture === "gpt-neox")
      return ["q", "k", "v"].map((which, from) => ({
        hook: `${block}.attn.hook_${which}`,
        from,
        to: groups.length,
        step: 3,
      }));
    const third = groups.length / 3;
    return ["q", "k", "v"].map((which, index) => ({
      hook: `${block}.attn.hook_${which}`,
      from: index * third,
      to: (index + 1) * third,
    }));
  }
  if (at === "attn_plus_mlp")
    return [
      {
        hook: `${block}.hook_resid_post`,
        base: `${block}.hook_resid_pre`,
        from: 0,
        to: groups.length,
      },
    ];
  return [{ hook, from: 0, to: groups.length }];
}

/** Numbers of the groups of a place, in the order of the hook's columns. */
export function groupsOfPlace({ from, to, step = 1 }: CodebookPlace): number[] {
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step);
}

/** Width of a group. */
export function groupWidth({ groups }: Codebook): number {
  return groups[0]!.normWeight.length;
}

/**
 * Beginning of the published names of a group's hooks: `blocks.3.mlp.codebook_layer`, `blocks.3.attn.codebook_layer.codebook.2`; of
 * whole blocks without the part's name.
 */
export function groupPrefix({ at, layer, groups, grouped }: Codebook, group: number): string {
  const part = at.startsWith("mlp")
    ? ".mlp"
    : at === "transformer_block" || at === "attn_plus_mlp"
      ? ""
      : ".attn";
  const layerName = `blocks.${layer}${part}.codebook_layer`;
  return !(grouped ?? groups.length > 1) ? layerName : `${layerName}.codebook.${group}`;
}
