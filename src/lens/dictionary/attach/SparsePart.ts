import type {
  CrossLayerTranscoder,
  InputScaling,
  SparseActivation,
  SparseDictionary,
} from "../Dictionary.js";

/**
 * One place where features are read: a dictionary, or a layer of a cross-layer transcoder. A dictionary is a cross-layer transcoder
 * of one layer.
 */
export interface SparsePart {
  readonly hookIn: string;
  readonly hookOut: string;
  readonly head?: number;
  readonly features: number;
  readonly dIn: number;
  readonly dOut: number;
  /** Parts it writes to: itself and those behind it. */
  readonly targets: number;
  /** Made on centred weights (see `DictionarySource.centred`). */
  readonly centred: boolean;
  readonly activation: SparseActivation;
  readonly scaling: InputScaling;
  /** What is made of a scaled input is scaled back: of an SAE, whose output is its input again. */
  readonly scalesBack: boolean;
  /** [features, dIn]. */
  readonly encoder: Float32Array;
  readonly encoderBias: Float32Array;
  /** [features, targets, dOut]. */
  readonly decoder: Float32Array;
  readonly decoderBias: Float32Array;
  readonly inputBias?: Float32Array;
  readonly skip?: Float32Array;
}

/** Places of a dictionary, in the order of the layers. */
export function sparseParts(dictionary: SparseDictionary | CrossLayerTranscoder): SparsePart[] {
  const { centred = false } = dictionary.source;
  if (dictionary.kind !== "cross-layer transcoder")
    return [{ ...dictionary, targets: 1, centred, scalesBack: dictionary.kind === "sae" }];
  const { features, dIn, dOut, layers } = dictionary;
  return layers.map((layer, index) => ({
    ...layer,
    features,
    dIn,
    dOut,
    targets: layers.length - index,
    centred,
    scaling: { kind: "none" },
    scalesBack: false,
  }));
}

/**
 * Beginning of the names of a part's hooks: the hook it writes; of one head `<hook>.head.<head>`.
 */
export function partPrefix({ hookOut, head }: Pick<SparsePart, "hookOut" | "head">): string {
  return head === undefined ? hookOut : `${hookOut}.head.${head}`;
}
