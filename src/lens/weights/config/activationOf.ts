import type { ModelConfig } from "../ModelConfig.js";
import type { ConfigFields } from "./ConfigFields.js";

/** transformers' names of activations, those that are one function under one name here. */
const ACTIVATIONS: ReadonlyMap<string, ModelConfig["activation"]> = new Map([
  ["silu", "silu"],
  ["swish", "silu"],
  ["gelu", "gelu"],
  ["gelu_python", "gelu"],
  // Approximations by tanh, written differently (Hendrycks & Gimpel, arXiv 1606.08415).
  ["gelu_new", "gelu_tanh"],
  ["gelu_fast", "gelu_tanh"],
  ["gelu_accurate", "gelu_tanh"],
  ["gelu_pytorch_tanh", "gelu_tanh"],
  ["gelu_python_tanh", "gelu_tanh"],
]);

/** The activation of the MLP that `key` names. @throws SourceError for one that there is no graph for. */
export function activationOf(
  config: ConfigFields,
  key: string,
  otherwise: string,
): ModelConfig["activation"] {
  return (
    ACTIVATIONS.get(config.text(key, otherwise)) ??
    config.refuse(key, `one of ${[...ACTIVATIONS.keys()].join(", ")}`)
  );
}
