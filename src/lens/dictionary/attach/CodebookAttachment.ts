import type { Attachment } from "../../onnx/Attachment.js";
import type { GraphBuilder, HookLayout } from "../../onnx/GraphBuilder.js";
import { add, concat, constantInts, div, matmulTransposed, subtract } from "../../onnx/ops.js";
import type { Value } from "../../onnx/Value.js";
import type { Codebook } from "../Dictionary.js";
import type { AttachMode } from "./AttachOptions.js";
import { codebookPlaces, groupPrefix, groupsOfPlace, groupWidth } from "./codebookPlaces.js";
import { columns, type PartOfHook, putPart, takePart } from "./hookPart.js";
import { meanOfCodes } from "./meanOfCodes.js";
import { readOnlyIn } from "./readOnlyIn.js";
import { type Tensors, tensor } from "./Tensors.js";

/**
 * Codebooks of one place in a graph: h = LayerNorm(x) of each group, the k most similar codes, their mean. Hooks of each group:
 * `hook_codebook_input` (h), `hook_codebook_ids` [batch, pos, k] (whole numbers, the most similar first, of equal ones the lower id),
 * `hook_codebook_output` (the mean).
 */
export class CodebookAttachment implements Attachment {
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
  readonly #codebook: Codebook;
  /** Of each group. */
  readonly #tensors: readonly Tensors[];
  readonly #mode: AttachMode;
  readonly #seen = new Map<string, Value>();

  constructor(codebook: Codebook, tensors: readonly Tensors[], mode: AttachMode) {
    this.#codebook = codebook;
    this.#tensors = tensors;
    this.#mode = mode;
    const places = codebookPlaces(codebook);
    const hooks = places.map(({ hook }) => hook);
    const bases = places.flatMap(({ base }) => base ?? []);
    this.reads = new Set(mode === "read" ? [...hooks, ...bases] : bases);
    this.writes = new Set(mode === "read" ? [] : hooks);
  }

  seen(g: GraphBuilder, name: string, value: Value, axes: readonly string[], layout: HookLayout): void {
    this.#seen.set(name, value);
    if (this.#mode === "read") this.replaced(g, name, value, axes, layout);
  }

  replaced(g: GraphBuilder, name: string, value: Value, axes: readonly string[], layout: HookLayout): Value {
    const places = codebookPlaces(this.#codebook, g.config.architecture);
    const place = places.find(({ hook }) => hook === name);
    if (!place) return value;
    const part: PartOfHook = { axes, layout, width: 0 };
    const whole = takePart(g, value, part);
    const base = place.base === undefined ? undefined : this.#seen.get(place.base)!;
    const input = base ? subtract(g, whole, base) : whole;
    const width = groupWidth(this.#codebook);
    const groups = groupsOfPlace(place);
    const outputs = groups.map((group, at) => {
      const x = groups.length === 1 ? input : columns(g, input, at * width, (at + 1) * width);
      return this.#group(g, group, x);
    });
    if (this.#mode === "read" || outputs.every(({ changed }) => changed === undefined)) return value;
    const parts = outputs.map(({ changed, x }) => changed ?? x);
    const output = parts.length === 1 ? parts[0]! : concat(g, parts, 2);
    return putPart(g, value, base ? add(g, base, output) : output, part);
  }

  /** What takes the place of a group's input; undefined where that stays as it is. */
  #group(g: GraphBuilder, group: number, x: Value): { x: Value; changed: Value | undefined } {
    const { codes, k } = this.#codebook;
    const tensors = this.#tensors[group]!;
    const width = groupWidth(this.#codebook);
    const normed = g.op(
      "LayerNormalization",
      [x, tensor(g, tensors, "normWeight"), tensor(g, tensors, "normBias")],
      { axis: -1, epsilon: { float: 1e-5 }, stash_type: 1 },
    );
    const input = this.#hook(g, group, "input", normed, "d_in", { size: width });
    const nearest = this.#nearest(g, tensors, input);
    const ids = g.op("Cast", [nearest], { to: 1 });
    const hooked = this.#hook(g, group, "ids", ids, "code", { size: k, codes });
    const table = tensor(g, tensors, "codes");
    const mean = meanOfCodes(g, table, hooked === ids ? { ids: nearest, k } : { changed: hooked });
    const output = this.#hook(g, group, "output", mean, "d_out", { size: width });
    if (this.#mode === "replace") return { x, changed: output };
    if (input === normed && hooked === ids && output === mean) return { x, changed: undefined };
    const own = input === normed ? nearest : this.#nearest(g, tensors, normed);
    return {
      x,
      changed: add(g, x, subtract(g, output, meanOfCodes(g, table, { ids: own, k }))),
    };
  }

  /** Ids of the k most similar codes. */
  #nearest(g: GraphBuilder, tensors: Tensors, h: Value): Value {
    const products = matmulTransposed(g, h, tensor(g, tensors, "codes"));
    const sizes = tensor(g, tensors, "sizes");
    // -|h - c| orders codes as h·c - |c|²/2 does.
    const similar =
      this.#codebook.similarity === "inner_product" ? div(g, products, sizes) : subtract(g, products, sizes);
    const k = constantInts(g, [this.#codebook.k]);
    return g.ops("TopK", [similar, k], { axis: -1, largest: 1, sorted: 1 }, 2)[1]!;
  }

  #hook(
    g: GraphBuilder,
    group: number,
    what: "input" | "ids" | "output",
    value: Value,
    axis: string,
    about: HookLayout,
  ): Value {
    const readOnly = readOnlyIn(this.#mode);
    const name = `${groupPrefix(this.#codebook, group)}.hook_codebook_${what}`;
    return g.hook(name, value, ["batch", "pos", axis], { ...about, ...(readOnly && { readOnly }) });
  }
}
