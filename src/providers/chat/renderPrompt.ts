import { SourceError } from "../../program/SourceError.js";
import { ProviderError } from "../ProviderError.js";
import type { ChatTemplate, Rendered } from "./Rendered.js";

/**
 * A prompt as the model is to see it.
 *
 * @throws ProviderError (`invalid request`) where the template does not take this prompt.
 */
export function renderPrompt(template: ChatTemplate, prompt: string): Rendered {
  try {
    return template.render(prompt);
  } catch (error) {
    // Of this prompt alone: others may be fine.
    if (error instanceof SourceError) throw new ProviderError("invalid request", error.message);
    throw error;
  }
}
