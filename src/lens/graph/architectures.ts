import type { GraphBuilder } from "../onnx/GraphBuilder.js";
import type { Architecture } from "../weights/ModelConfig.js";
import { gemma3 } from "./gemma3.js";
import { gpt2 } from "./gpt2.js";
import { gptNeox } from "./gptNeox.js";
import { llama } from "./llama.js";
import { qwen2 } from "./qwen2.js";
import { qwen3 } from "./qwen3.js";

/** What emits the whole forward pass of a family of models. */
export const architectures: Readonly<Record<Architecture, (g: GraphBuilder) => void>> = {
  llama,
  qwen2,
  qwen3,
  gemma3,
  gpt2,
  "gpt-neox": gptNeox,
};
