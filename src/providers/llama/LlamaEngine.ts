import { availableParallelism } from "node:os";
import { setTimeout } from "node:timers/promises";
import { SourceError } from "../../program/SourceError.js";
import { Turns } from "../Turns.js";
import { llamaInstall, loadNodeLlama } from "./loadNodeLlama.js";
import type { LlamaLibrary, LoadedModel, NodeLlama, Sequence } from "./NodeLlama.js";

/** Tokens of context where nobody says otherwise, if the model was trained on as many. */
export const DEFAULT_CONTEXT = 4096;

/** How weights are loaded. */
export interface EngineOptions {
  readonly file: string;
  /** Tokens of prompt and answer together. Default 4096, or as many as the model was trained on. */
  readonly contextSize?: number;
  /** Threads of the CPU. Default: half of what there are. More than are free make it slower by orders of magnitude. */
  readonly threads?: number;
  /** Default `auto`: a GPU, where there is one and a build for it is installed. */
  readonly gpu?: "auto" | "cuda" | "vulkan" | "metal" | false;
}

/** Libraries by GPU. There had better be one in a process: a second takes the first one's messages. */
const libraries = new Map<EngineOptions["gpu"], Promise<LlamaLibrary>>();

/** What llama.cpp said went wrong, since it was last asked; it writes that down instead of throwing it. */
let complaints: string[] = [];

/** Takes what was said, the first of it: what follows comes of it. It comes from another thread, after the error. */
async function complaint(error: unknown): Promise<string> {
  for (let tries = 0; complaints.length === 0 && tries < 20; tries++) await setTimeout(10);
  const [first] = complaints;
  complaints = [];
  return first?.replace(/^\w+: (?:error loading model: )?/, "").trim() || (error as Error).message;
}

/** A file of weights that is loaded, with one text at a time. */
export class LlamaEngine {
  private readonly turns = new Turns();

  private constructor(
    readonly node: NodeLlama,
    readonly library: LlamaLibrary,
    readonly model: LoadedModel,
    readonly sequence: Sequence,
    readonly contextSize: number,
    /** Of node-llama-cpp. */
    readonly version: string,
  ) {}

  /**
   * Loads weights.
   *
   * @throws SourceError where node-llama-cpp or its build for this machine is missing, and for a file it cannot load.
   */
  static async open(options: EngineOptions): Promise<LlamaEngine> {
    // Threads of llama.cpp wait for each other by spinning: where one has no core, all the others burn theirs.
    const {
      file,
      contextSize,
      threads = Math.max(1, Math.floor(availableParallelism() / 2)),
      gpu = "auto",
    } = options;
    const node = await loadNodeLlama();
    const library = await libraryFor(node, gpu);
    let model: LoadedModel;
    complaints = [];
    try {
      model = await library.loadModel({ modelPath: file });
    } catch (error) {
      throw new SourceError(`cannot be loaded: ${await complaint(error)}`, file);
    }
    const trained = model.trainContextSize;
    const size = contextSize ?? Math.min(DEFAULT_CONTEXT, trained);
    try {
      if (size > trained) throw new Error(`the model was trained on ${trained}`);
      const context = await model.createContext({
        contextSize: size,
        sequences: 1,
        threads,
      });
      return new LlamaEngine(
        node,
        library,
        model,
        context.getSequence(),
        size,
        await node.getModuleVersion(),
      );
    } catch (error) {
      await model.dispose();
      throw new SourceError(`no context of ${size} tokens: ${await complaint(error)}`, file);
    }
  }

  /** Runs when all that was begun before has ended: there is one text at a time. */
  exclusive<T>(act: () => Promise<T>): Promise<T> {
    return this.turns.take(act);
  }

  /** Frees the weights, when what was begun has ended. */
  close(): Promise<void> {
    return this.exclusive(() => this.model.dispose());
  }
}

function libraryFor(node: NodeLlama, gpu: NonNullable<EngineOptions["gpu"]> | false): Promise<LlamaLibrary> {
  let library = libraries.get(gpu) ?? (gpu === "auto" ? [...libraries.values()][0] : undefined);
  if (library === undefined) {
    library = node
      .getLlama({
        build: "never",
        gpu,
        logLevel: "error",
        logger: (_level, message) => complaints.push(message),
        progressLogs: false,
        skipDownload: true,
      })
      .catch((error: Error) => {
        libraries.delete(gpu);
        throw new SourceError(
          `has no build of llama.cpp that runs here (${error.message.split("\n", 1)[0]}): ${llamaInstall()}`,
          "node-llama-cpp",
        );
      });
    libraries.set(gpu, library);
  }
  return library;
}
