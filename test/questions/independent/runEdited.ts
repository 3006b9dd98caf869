import { fileURLToPath } from "node:url";
import { plainNode } from "../../oracle/plainNode.js";

/** One run of an edited program. */
export interface EditedJob {
  readonly file: string;
  readonly text: string;
  readonly sourceType: string;
  readonly call: string;
  readonly files: Readonly<Record<string, string>>;
  /** Where an expression of the question is evaluated; with `literal`, whether it equals that. */
  readonly probe?: {
    readonly start: number;
    readonly fn: number;
    readonly call: number;
    readonly k: number;
    readonly when: "before" | "after";
    readonly literal?: string;
  };
  /** Literal the value of the call is compared with. */
  readonly output?: string;
}

/** What one run noted: `[kind, activation, …]` rows in order. */
export type Note = readonly [kind: string, activation: number, ...rest: (number | string | boolean)[]];

/** What plain Node gave. */
export interface Edited {
  /** Class, name and text of what left the program. */
  readonly error?: readonly [string | undefined, string | undefined, string];
  readonly log: readonly Note[];
  readonly result?: boolean | string;
  readonly output?: { readonly printed: string; readonly value: boolean };
}

const child: string = fileURLToPath(new URL("child.cjs", import.meta.url));

/** Runs edited programs in a plain Node, each in a realm of its own. */
export function runEdited(jobs: readonly EditedJob[]): Promise<Edited[]> {
  return plainNode<Edited[]>(child, jobs);
}
