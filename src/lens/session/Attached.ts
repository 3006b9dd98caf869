import type { MakeAttachment } from "../onnx/Attachment.js";
import type { Feeds } from "./Feed.js";

/** Something attached to a model: what it adds to graphs, and the numbers these take with every run. */
export interface Attached {
  readonly make: MakeAttachment;
  /** Asked for with every run; the inputs' names are its own. */
  readonly feeds: () => Feeds;
  /** What it was made from, to know it again. */
  readonly of: object;
  /** Hooks it puts something in the place of, with the head where it is only one; for messages and against two in one place. */
  readonly replaces: readonly string[];
  /** What tells the model's numbers apart because of it; absent where it changes none. */
  readonly identity?: string;
}
