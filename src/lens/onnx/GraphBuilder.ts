import type { HookPoint } from "../session/LocalModel.js";
import type { ModelConfig } from "../weights/ModelConfig.js";
import type { RawTensor, Weights } from "../weights/Weights.js";
import type { Attachment, MakeAttachment } from "./Attachment.js";
import { appendedTo, type Demand } from "./Demand.js";
import { intervene } from "./intervene.js";
import {
  type Attribute,
  type ElementType,
  elementType,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
} from "./modelProto.js";
import type { Value } from "./Value.js";
import { weightEntry } from "./weightEntry.js";

/** How a hook's value lies in the graph, and what its axes do not tell. */
export interface HookLayout extends Omit<HookPoint, "name" | "axes"> {
  /** Size of the hook's last axis where the value has its last two axes (heads and their features) in one. */
  readonly flat?: number;
}

/** Keys or values a layer gives back. */
export interface Present {
  readonly value: Value;
  /** Whether it is the buffer of the past with this run's tokens put in; else it is as long as the tokens are. */
  readonly inPlace: boolean;
}

/** Where a weight lies relative to the folder the session is told, or its bytes. */
export type Locate = (name: string) => RawTensor & { readonly location: string };

/**
 * Collects the nodes of one graph. An architecture calls {@link op} (mostly through the functions of `ops.ts` and the
 * pieces in `src/lens/graph`), {@link weight} for its weights and {@link hook} at every place that has a name.
 */
export class GraphBuilder {
  readonly config: ModelConfig;
  readonly demand: Demand;
  /** Hooks met so far, in the order of the forward pass. */
  readonly points: HookPoint[] = [];
  /** Value each hook asked for is read from, and how it lies there; two hooks may share one. */
  readonly hookValues: Map<string, { readonly value: Value; readonly layout: HookLayout }> = new Map();
  /** Keys and values given back, by `<layer>.key` and `<layer>.value`. */
  readonly present: Map<string, Present> = new Map();
  /** Where the logits come out; absent where none are asked for. */
  logits: Value | undefined;
  readonly #weights: Weights;
  readonly #every: boolean;
  readonly #attached: readonly Attachment[];
  readonly #nodes: OnnxNode[] = [];
  readonly #inputs = new Map<string, OnnxValue>();
  readonly #outputs = new Map<string, OnnxValue>();
  readonly #constants = new Map<string, OnnxTensor>();
  /** Weights, by the name of the constant they are in the graph. */
  readonly #used = new Map<
    string,
    { readonly name: string; readonly type: ElementType; readonly dims: readonly number[] }
  >();
  /** Weights as 32-bit floats, by the same name. */
  readonly #widened = new Map<string, Value>();
  readonly #targets = new Map<string, number>();
  #count = 0;

  /**
   * @param every builds the form with every hook in it, as if all were asked for: to list them.
   * @param attached what stands at hooks besides the architecture.
   */
  constructor(weights: Weights, demand: Demand, every = false, attached: readonly MakeAttachment[] = []) {
    this.#weights = weights;
    this.config = weights.config;
    this.demand = demand;
    this.#every = every;
    this.#attached = attached.flatMap(make => make(demand, every) ?? []);
    for (const { hook } of demand.interventions) this.#targets.set(hook, (this.#targets.get(hook) ?? 0) + 1);
  }

  /** Whether any of these hooks is read or changed: only then must a graph have the place at all. */
  wants(...hooks: readonly string[]): boolean {
    const asked = (hook: string) =>
      this.demand.hooks.has(hook) ||
      this.#targets.has(hook) ||
      this.#attached.some(({ reads, writes }) => reads.has(hook) || writes.has(hook));
    return this.#every || hooks.some(asked);
  }

  /** Whether any of these hooks is changed. */
  changes(...hooks: readonly string[]): boolean {
    return hooks.some(
      hook => this.#targets.has(hook) || this.#attached.some(({ writes }) => writes.has(hook)),
    );
  }

  /** An input given with every run, made on first use. */
  input(name: string, type: ElementType, dims: readonly (number | string)[]): Value {
    if (!this.#inputs.has(name)) this.#inputs.set(name, { name, type, dims });
    return { name };
  }

  /** Gives a value back with every run, under the name it has in the graph. */
  output(value: Value, type: ElementType, dims: readonly (number | string)[]): void {
    if (!this.#outputs.has(value.name)) this.#outputs.set(value.name, { name: value.name, type, dims });
  }

  /**
   * A weight of the file as 32-bit floats.
   *
   * @param dims the shape it must have.
   * @throws SourceError naming file, tensor and shapes where it is missing or has another shape.
   */
  weight(name: string, dims: readonly number[]): Value {
    const stored = this.#stored(name, dims, "weight");
    const known = this.#widened.get(stored.name);
    if (known) return known;
    // Halves are widened by ONNX Runtime's constant folding when the session is made: once, tensor by tensor.
    const value = this.#widen(stored);
    this.#widened.set(stored.name, value);
    return value;
  }

  /**
   * Rows of a weight by number. It is a constant of its own also where the weight is used as a whole elsewhere (a tied
   * embedding): that one is packed and dropped, while of this one only the rows that are read come into memory.
   *
   * @throws SourceError as {@link weight}.
   */
  rows(name: string, dims: readonly number[], numbers: Value): Value {
    const stored = this.#stored(name, dims, "rows");
    return this.#widen(stored, this.op("Gather", [stored, numbers], { axis: 0 }));
  }

  /** The value, of the stored weight's type, as 32-bit floats. */
  #widen(stored: Value, value: Value = stored): Value {
    return this.#used.get(stored.name)?.type === "f32"
      ? value
      : this.op("Cast", [value], { to: elementType.f32 });
  }

  #stored(name: string, dims: readonly number[], use: string): Value {
    const stored = `${use}.${name}`;
    if (!this.#used.has(stored)) {
      weightEntry(this.#weights, name, dims);
      this.#used.set(stored, { name, type: this.#weights.raw(name)?.type ?? "f32", dims });
    }
    return { name: stored };
  }

  /** Whether the file has a weight of this name. */
  has(name: string): boolean {
    return this.#weights.tensors.has(name);
  }

  /** Numbers that are part of the graph; equal ones are stored once. */
  constant(data: Float32Array | Int32Array | BigInt64Array, dims: readonly number[] = [data.length]): Value {
    const type = data instanceof Float32Array ? "f32" : data instanceof Int32Array ? "i32" : "i64";
    const name = `constant.${type}[${dims.join()}](${data.join()})`;
    if (!this.#constants.has(name)) {
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      this.#constants.set(name, { name, type, dims, data: bytes });
    }
    return { name };
  }

  /** Adds a node with one output. An input that is undefined is an optional one left out. */
  op(
    op: string,
    inputs: readonly (Value | undefined)[],
    attributes: Readonly<Record<string, Attribute>> = {},
    domain = "",
  ): Value {
    return this.ops(op, inputs, attributes, 1, domain)[0];
  }

  /** Adds a node with several outputs. */
  ops(
    op: string,
    inputs: readonly (Value | undefined)[],
    attributes: Readonly<Record<string, Attribute>>,
    count: number,
    domain = "",
  ): Value[] {
    const outputs = Array.from({ length: count }, () => ({ name: `v${this.#count++}` }));
    const names = inputs.map(value => value?.name ?? "");
    this.#nodes.push({ op, domain, inputs: names, outputs: outputs.map(value => value.name), attributes });
    return outputs;
  }

  /**
   * A place of the forward pass that has a name: what is asked there is done, and what comes back is what the pass goes
   * on with. What is attached acts first, then interventions, so that the hook's own value is the changed one, as in
   * TransformerLens.
   *
   * @param name TransformerLens' legacy name.
   * @param axes of the hook, batch first (see {@link HookPoint}).
   */
  hook(name: string, value: Value, axes: readonly string[], layout: HookLayout = {}): Value {
    const { flat, ...about } = layout;
    this.points.push({ name, axes, ...about });
    let result = value;
    for (const one of this.#attached)
      if (one.writes.has(name)) result = one.replaced(this, name, result, axes, layout);
    const { interventions } = this.demand;
    for (const appends of [false, true])
      for (const [index, { hook, kind }] of interventions.entries())
        if (hook === name && appends === (kind === "append"))
          result = intervene(this, result, index, kind, axes, layout);
    if (this.demand.hooks.has(name)) {
      this.hookValues.set(name, { value: result, layout });
      const last = about.size === undefined ? axes.slice(-1) : [about.size + appendedTo(name, interventions)];
      this.output(
        result,
        "f32",
        flat === undefined ? [...axes.slice(0, -1), ...last] : [...axes.slice(0, -2), "flat"],
      );
    }
    for (const one of this.#attached) if (one.reads.has(name)) one.seen(this, name, result, axes, layout);
    return result;
  }

  /** Names of the weights that {@link build} will locate. */
  weightNames(): string[] {
    const { values } = this.#live();
    return [...new Set([...this.#used].filter(([stored]) => values.has(stored)).map(([, { name }]) => name))];
  }

  /** The graph: what no output needs is left out. */
  build(locate: Locate): OnnxModel {
    const { nodes, values } = this.#live();
    const tensors: OnnxTensor[] = [...this.#constants.values()].filter(({ name }) => values.has(name));
    for (const [stored, { name, type, dims }] of this.#used) {
      if (!values.has(stored)) continue;
      const { location, offset, bytes } = locate(name);
      tensors.push({ name: stored, type, dims, data: { location, offset, length: bytes } });
    }
    return {
      nodes,
      tensors,
      inputs: [...this.#inputs.values()].filter(({ name }) => values.has(name)),
      outputs: [...this.#outputs.values()],
    };
  }

  /** Nodes and values that outputs depend on. */
  #live(): { nodes: OnnxNode[]; values: Set<string> } {
    const values = new Set(this.#outputs.keys());
    const nodes: OnnxNode[] = [];
    for (let i = this.#nodes.length - 1; i >= 0; i--) {
      const node = this.#nodes[i];
      if (!node.outputs.some(name => values.has(name))) continue;
      for (const name of node.inputs) values.add(name);
      nodes.push(withoutUnread(node, values));
    }
    return { nodes: nodes.reverse(), values };
  }
}

/** Operators some outputs of which need not be made: the others are left unnamed. */
const optionalOutputs: Readonly<Record<string, readonly number[]>> = { GroupQueryAttention: [1, 2] };

/** The node without the optional outputs nobody reads: they would be kept until the end of a run. */
function withoutUnread(node: OnnxNode, read: ReadonlySet<string>): OnnxNode {
  const optional = optionalOutputs[node.op];
  if (!optional) return node;
  const outputs = node.outputs.map((name, index) =>
    optional.includes(index) && !read.has(name) ? "" : name,
  );
  return { ...node, outputs };
}
