import type { DictionarySource } from "./Dictionary.js";

/** What a folder or file does not say of itself, or what is to be read of it. */
export interface ReadDictionaryOptions {
  /** Layout it is in; found out where it is not given. */
  readonly format?: Exclude<DictionarySource["format"], "memory">;
  /** Only dictionaries of these layers are read (of a cross-layer transcoder all are). Default all. */
  readonly layers?: readonly number[];
  /**
   * Hook read, where the file does not say (a lone `params.npz`, a lone `sae.safetensors`) or says otherwise; `{l}` stands for
   * the layer.
   */
  readonly hookIn?: string;
  /** Hook written, likewise. Default for an SAE: the one read. */
  readonly hookOut?: string;
  /** Layer of a file that does not say which. */
  readonly layer?: number;
  /** The model it was made for, likewise. */
  readonly model?: string;
  /**
   * √d/E‖x‖ of a SAELens dictionary with `normalize_activations: expected_average_only_in`, which its files do not hold unless
   * `activation_scaler.json` is beside them; 1 where it has been folded already.
   */
  readonly normScale?: number;
}
