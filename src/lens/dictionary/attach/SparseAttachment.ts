import type { Attachment } from "../../onnx/Attachment.js";
import type { GraphBuilder, HookLayout } from "../../onnx/GraphBuilder.js";
import { elementType } from "../../onnx/modelProto.js";
import { add, matmul, matmulTransposed, reduceMean, subtract } from "../../onnx/ops.js";
import type { Value } from "../../onnx/Value.js";
import type { AttachMode } from "./AttachOptions.js";
import { type Activated, activate } from "./activate.js";
import { centredStream } from "./centredStream.js";
import { columns, type PartOfHook, putPart, takePart } from "./hookPart.js";
import { readOnlyIn } from "./readOnlyIn.js";
import { partPrefix, type SparsePart } from "./SparsePart.js";
import { scaleInput } from "./scaleInput.js";
import { type Tensors, tensor } from "./Tensors.js";

/** What a part's features write, to its own hook and to each one behind it. */
interface Written {
  /** As they are in this run. */
  readonly now: readonly Value[];
  /** As they would be had no feature been changed. */
  readonly unchanged: readonly Value[];
}

/**
 * A sparse dictionary in a graph: z = σ(x·Wₑᵀ + bₑ) at each place it reads, ŷ = Σ z·W_d + b_d (+ x·W_skipᵀ) over the places up to the one
 * it writes. Hooks, by the hook written: `hook_sae_acts_pre`, `hook_sae_acts_post` [batch, pos, features], `hook_sae_recons` (ŷ, of
 * an SAE scaled back), `hook_sae_error` (the hook's own value minus ŷ) and `hook_sae_output` (what the pass goes on with); of TopK also the
 * `hook_sae_topk_values` and `hook_sae_topk_indices` [batch, pos, k] that are kept, largest first.
 *
 * A dictionary of a centred model knows the residual stream, and what is written to it, without their mean over the width: its input and
 * what it is compared with are taken so ({@link centredStream}).
 */
export class SparseAttachment implements Attachment {
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
  readonly #parts: readonly SparsePart[];
  readonly #tensors: readonly Tensors[];
  readonly #mode: AttachMode;
  readonly #inputs = new Map<string, { readonly value: Value } & Omit<PartOfHook, "head" | "width">>();
  readonly #written: Written[] = [];

  /** @param tensors of each part. */
  constructor(parts: readonly SparsePart[], tensors: readonly Tensors[], mode: AttachMode) {
    this.#parts = parts;
    this.#tensors = tensors;
    this.#mode = mode;
    const ins = parts.map(({ hookIn }) => hookIn);
    const outs = parts.map(({ hookOut }) => hookOut);
    this.reads = new Set(mode === "read" ? [...ins, ...outs] : ins.filter(hook => !outs.includes(hook)));
    this.writes = new Set(mode === "read" ? [] : outs);
  }

  seen(g: GraphBuilder, name: string, value: Value, axes: readonly string[], layout: HookLayout): void {
    this.#inputs.set(name, { value, axes, layout });
    if (this.#mode !== "read") return;
    for (const [index, { hookOut }] of this.#parts.entries())
      if (hookOut === name) this.#emit(g, index, value, axes, layout);
  }

  replaced(g: GraphBuilder, name: string, value: Value, axes: readonly string[], layout: HookLayout): Value {
    // An SAE reads what it takes the place of.
    this.#inputs.set(name, { value, axes, layout });
    const index = this.#parts.findIndex(({ hookOut }) => hookOut === name);
    return this.#emit(g, index, value, axes, layout);
  }

  #emit(g: GraphBuilder, index: number, value: Value, axes: readonly string[], layout: HookLayout): Value {
    const part = this.#parts[index]!;
    const tensors = this.#tensors[index]!;
    const place: PartOfHook = { axes, layout, head: part.head, width: part.dOut };
    const original = takePart(g, value, place);
    const { value: read, ...from } = this.#inputs.get(part.hookIn)!;
    const input = takePart(g, read, { ...from, head: part.head, width: part.dIn });
    const x = part.centred ? centredStream(g, part.hookIn, input) : input;
    const { scaled, restore } = scaleInput(g, x, part.scaling, part.dIn);
    this.#written[index] = this.#features(g, part, tensors, scaled);
    const reconstruct = (which: keyof Written): Value => {
      const own = this.#written.slice(0, index + 1).map((written, from) => written[which][index - from]!);
      const sum = own.reduce((a, b) => add(g, a, b));
      const decoded = add(g, sum, tensor(g, tensors, "decoderBias"));
      const y = part.scalesBack ? restore(decoded) : decoded;
      return part.skip ? add(g, y, matmulTransposed(g, x, tensor(g, tensors, "skip"))) : y;
    };
    const touched = this.#written
      .slice(0, index + 1)
      .some(({ now, unchanged }) => now[0]!.name !== unchanged[0]!.name);
    const made = reconstruct("now");
    const recons = this.#hook(g, part, "recons", made, "d_out", part.dOut);
    const known = part.centred ? centredStream(g, part.hookOut, original) : original;
    const missed = subtract(g, known, touched ? reconstruct("unchanged") : made);
    const error = this.#hook(g, part, "error", missed, "d_out", part.dOut);
    const same = !touched && recons === made && error === missed;
    const both = same ? original : add(g, recons, error);
    const kept = same || known === original ? both : add(g, both, reduceMean(g, original));
    const given = this.#mode === "replace" ? recons : this.#mode === "read" ? original : kept;
    const output = this.#hook(g, part, "output", given, "d_out", part.dOut);
    return output === original ? value : putPart(g, value, output, place);
  }

  #features(g: GraphBuilder, part: SparsePart, tensors: Tensors, scaled: Value): Written {
    const input = part.inputBias ? subtract(g, scaled, tensor(g, tensors, "inputBias")) : scaled;
    const product = matmulTransposed(g, input, tensor(g, tensors, "encoder"));
    const before = add(g, product, tensor(g, tensors, "encoderBias"));
    const pre = this.#hook(g, part, "acts_pre", before, "feature", part.features);
    const act = (p: Value) => activate(g, p, part.activation, tensors);
    const { acts: post, kept } = act(pre);
    if (kept) this.#kept(g, part, kept);
    const acts = this.#hook(g, part, "acts_post", post, "feature", part.features);
    const now = this.#contributions(g, part, tensors, acts);
    if (acts === post && pre === before) return { now, unchanged: now };
    return { now, unchanged: this.#contributions(g, part, tensors, act(before).acts) };
  }

  /** The k that are kept, without the zeros between them: what is quicker to read than all activations. */
  #kept(g: GraphBuilder, part: SparsePart, { values, indices }: NonNullable<Activated["kept"]>): void {
    const about = {
      size: part.activation.kind === "topk" ? part.activation.k : 0,
      readOnly: "is read only; change hook_sae_acts_post",
    };
    const name = `${partPrefix(part)}.hook_sae_topk_`;
    const axes = ["batch", "pos", "rank"];
    g.hook(`${name}values`, values, axes, about);
    g.hook(`${name}indices`, g.op("Cast", [indices], { to: elementType.f32 }), axes, about);
  }

  #contributions(g: GraphBuilder, { targets, dOut }: SparsePart, tensors: Tensors, acts: Value): Value[] {
    const all = matmul(g, acts, tensor(g, tensors, "decoder"));
    if (targets === 1) return [all];
    return Array.from({ length: targets }, (_, to) => columns(g, all, to * dOut, (to + 1) * dOut));
  }

  #hook(
    g: GraphBuilder,
    part: SparsePart,
    what: "acts_pre" | "acts_post" | "recons" | "error" | "output",
    value: Value,
    axis: string,
    size: number,
  ): Value {
    const readOnly = readOnlyIn(this.#mode, what === "error");
    return g.hook(`${partPrefix(part)}.hook_sae_${what}`, value, ["batch", "pos", axis], {
      size,
      ...(readOnly && { readOnly }),
    });
  }
}
