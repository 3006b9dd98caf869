import { SourceError } from "../../program/SourceError.js";
import type { ChatTemplateOptions } from "../chat/chatTemplate.js";

/** A model whose graph is run in this process. */
export interface LocalOptions {
  /** Folder of a Hugging Face model, or a `.gguf` file. */
  readonly path: string;
  /**
   * `chat` renders each prompt by the model's chat template, `completions` gives it to the model as it is. Default: chat
   * where the model has a template.
   */
  readonly endpoint?: "chat" | "completions";
  /** What the chat template is given besides the prompt. */
  readonly chat?: ChatTemplateOptions;
  /** Tokens of prompt and answer together. Default: what the model was trained on. */
  readonly contextLength?: number;
  /** Threads of the CPU. Default: as many as there are cores. */
  readonly threads?: number;
  /** Where it runs: `cpu` (default), or `cuda`, `webgpu`, … where the installed ONNX Runtime has them. */
  readonly provider?: string;
}

/**
 * Checks what can be checked before anything is opened.
 *
 * @throws SourceError naming the option.
 */
export function checkLocalOptions({ path, endpoint }: LocalOptions): void {
  if (path === "")
    throw new SourceError(
      "names no folder and no file; write for example local:models/smollm2 or local:models/smollm2.gguf",
      "--model",
    );
  if (endpoint === undefined || endpoint === "chat" || endpoint === "completions") return;
  throw new SourceError(
    `expected chat or completions, got ${JSON.stringify(endpoint)}`,
    "localModel: endpoint",
  );
}
