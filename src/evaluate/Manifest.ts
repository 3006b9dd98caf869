import { SourceError } from "../program/SourceError.js";
import type { Can, LanguageModel, Settings } from "../providers/Model.js";
import type { ChoiceName } from "../questions/prompt/chooseDemonstrations.js";
import type { Prompt, Verdict } from "../questions/Question.js";
import { newerSchema } from "./run/newerSchema.js";
import type { UsageCounts } from "./run/RunUsage.js";
import type { MergedShards } from "./shards/MergedShards.js";

/** One of `count` parts of a question set, by hash of the question id. */
export interface Shard {
  /** From 0 to `count - 1`. */
  readonly index: number;
  readonly count: number;
}

/** What a run is of: two runs with equal setups ask the same prompts of the same model. */
export interface Setup {
  readonly model: string;
  /** What besides its name tells the model apart, as it says itself: base URL, revision, chat template. */
  readonly identity?: Readonly<Record<string, string>>;
  readonly dataset: string;
  readonly datasetSha256: string;
  /** SHA-256 over the prompt hashes in order of question id, hex. */
  readonly promptsSha256: string;
  readonly style: Prompt["style"];
  readonly order: Prompt["order"];
  readonly samples: number;
  readonly seed: number;
  /** Questions taken, those of the smallest hash; null for all. */
  readonly limit: number | null;
  readonly shard: Shard | null;
  readonly profile: Verdict["profile"];
  readonly settings: Settings;
  /** What runs the answered calls of Python programs; absent where there are none. */
  readonly python?: string;
  /** Demonstrations before each question; absent where there are none. */
  readonly shots?: {
    readonly count: number;
    readonly choice: ChoiceName;
    /** SHA-256 of the question set they are chosen from. */
    readonly from: string;
  };
  /** How answers were held to a form; absent where they were not. */
  readonly typed?: Can["typed"];
  /** Templates the prompts were written by; absent for our own words. */
  readonly templates?: {
    /** SHA-256 over names and texts of the templates, hex. */
    readonly sha256: string;
  };
  /** Dialect of the model that the prompts were written in; absent for our general wording. */
  readonly dialect?: LanguageModel["dialect"];
}

/** `manifest.json` of a run folder. */
export interface Manifest extends Setup {
  readonly schema: "tracebook/run@1";
  /** Rows there will be: questions × samples. */
  readonly items: number;
  /** Conventions questions and scores follow, one sentence each. */
  readonly conventions: readonly string[];
  readonly environment: {
    readonly tracebook: string;
    readonly node: string;
    readonly platform: string;
    /** Git revision of the working directory, null outside a repository. */
    readonly revision: string | null;
    /** ISO 8601. */
    readonly started: string;
    /** When the last item was answered; null while items are missing. */
    readonly finished: string | null;
  };
  /** Items with an answer, and items whose last try failed in the model. */
  readonly answered: number;
  readonly errors: number;
  /** What it has taken so far; absent for baselines. */
  readonly usage?: UsageCounts;
  /** What a reader should know about the setup, one sentence each; absent where there is nothing. */
  readonly notes?: readonly string[];
  /** Of a run that `mergeShards` made. */
  readonly merged?: MergedShards;
}

const SETUP: readonly (keyof Setup)[] = [
  "model",
  "identity",
  "dataset",
  "datasetSha256",
  "style",
  "order",
  "samples",
  "seed",
  "limit",
  "shard",
  "profile",
  "settings",
  "shots",
  "python",
  "typed",
  "templates",
  "dialect",
  "promptsSha256",
];

/** Settings that are absent where they do not apply. */
const OPTIONAL: ReadonlySet<string> = new Set<keyof Setup>([
  "identity",
  "shots",
  "python",
  "typed",
  "templates",
  "dialect",
]);

/** The setup of a run, without the rest of its manifest. */
export function setupOf(manifest: Manifest): Setup {
  const kept = SETUP.filter(name => manifest[name] !== undefined).map(name => [name, manifest[name]]);
  return Object.fromEntries(kept) as unknown as Setup;
}

/**
 * Checks that a run may be continued with a setup.
 *
 * @throws SourceError naming the first setting that differs, with both values.
 */
export function expectSameSetup(found: Manifest, wanted: Setup, file: string): void {
  for (const name of SETUP) {
    const [a, b] = [JSON.stringify(found[name]), JSON.stringify(wanted[name])];
    if (a !== b)
      throw new SourceError(
        `this run has ${name} ${a}, not ${b}: continue it as it is or name another folder`,
        file,
      );
  }
}

/** @throws SourceError for a text that is no manifest of this version. */
export function readManifest(text: string, file: string): Manifest {
  let value: Partial<Manifest> | null;
  try {
    value = JSON.parse(text) as Partial<Manifest>;
  } catch {
    throw new SourceError("not JSON", file);
  }
  if (value?.schema !== "tracebook/run@1") {
    const found: unknown = value?.schema;
    if (found === "tracebook/imported@1")
      throw new SourceError(
        "rows of another tool, imported without questions: tracebook query works on them, this does not",
        file,
      );
    const got = JSON.stringify(found) ?? "none";
    const newer = newerSchema(found, "run", 1, value?.environment?.tracebook);
    throw new SourceError(`expected schema tracebook/run@1, got ${got}${newer}`, file);
  }
  for (const name of [...SETUP, "items", "environment"] as const)
    if (!OPTIONAL.has(name) && value[name] === undefined)
      throw new SourceError(`missing field ${name}`, file);
  return value as Manifest;
}
