import type { InferenceSession, Tensor } from "onnxruntime-node";
import { SourceError } from "../../program/SourceError.js";
import type { Demand } from "../onnx/Demand.js";
import type { GraphBuilder, HookLayout } from "../onnx/GraphBuilder.js";
import { encodeModel } from "../onnx/modelProto.js";
import type { Feed, Feeds } from "./Feed.js";
import { type Runtime, runtimeProviders } from "./runtime.js";
import type { WeightPlaces } from "./weightPlaces.js";

/** An array that outputs are written into. */
export interface Target {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** One compiled graph. */
export interface GraphSession {
  readonly demand: Demand;
  /** Output each hook is read from, and how it lies there. */
  readonly hooks: ReadonlyMap<string, { readonly output: string } & HookLayout>;
  readonly logits: string | undefined;
  readonly present: ReadonlyMap<string, { readonly output: string; readonly inPlace: boolean }>;
  run(feeds: Feeds, targets: ReadonlyMap<string, Target>): Promise<void>;
  release(): Promise<void>;
}

/** What a session is made with. */
export interface SessionOptions {
  readonly runtime: Runtime;
  readonly threads: number;
  readonly provider: string;
  /** Weights are packed for multiplication: a copy of them in memory, and faster runs. */
  readonly packed: boolean;
  readonly model: string;
}

/** Compiles a graph; its weights are read from where they lie. */
export async function graphSession(
  g: GraphBuilder,
  { folder, locate }: WeightPlaces,
  { runtime, threads, provider, packed, model }: SessionOptions,
): Promise<GraphSession> {
  const bytes = encodeModel(g.build(locate));
  const session = await runtime.InferenceSession.create(bytes, {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    // Its errors are thrown; it need not print them too.
    logSeverityLevel: 4,
    extra: {
      session: {
        model_external_initializers_file_folder_path: folder,
        disable_prepacking: packed ? "0" : "1",
      },
    },
  }).catch(error => {
    if (provider === "cpu") throw sessionError(error, model);
    const [reason] = (error as Error).message.split("\n");
    const others = runtimeProviders(runtime).filter(name => name !== provider);
    throw new SourceError(
      `cannot run on "${provider}" (${reason}); there are also ${others.join(", ")}`,
      "provider",
    );
  });
  return {
    demand: g.demand,
    hooks: new Map(
      [...g.hookValues].map(([hook, { value, layout }]) => [hook, { output: value.name, ...layout }]),
    ),
    logits: g.logits?.name,
    present: new Map(
      [...g.present].map(([name, { value, inPlace }]) => [name, { output: value.name, inPlace }]),
    ),
    run: (feeds, targets) => runSession(session, runtime, feeds, targets, model),
    release: () => session.release(),
  };
}

async function runSession(
  session: InferenceSession,
  { Tensor: Made }: Runtime,
  feeds: Feeds,
  targets: ReadonlyMap<string, Target>,
  model: string,
): Promise<void> {
  const given: Record<string, Tensor> = {};
  for (const name of session.inputNames) {
    const feed = feeds.get(name)?.() as Feed;
    given[name] = new Made(feed.type as "float32", feed.data as Float32Array, feed.dims);
  }
  // Outputs are written into arrays made here: else they would be copied once more, out of ONNX Runtime's memory.
  const fetches: Record<string, Tensor> = {};
  for (const name of session.outputNames) {
    const target = targets.get(name) as Target;
    fetches[name] = new Made("float32", target.data, target.dims);
  }
  await session.run(given, fetches).catch(error => {
    throw sessionError(error, model);
  });
}

/** ONNX Runtime's errors, with the model's name; out of memory by its own. */
function sessionError(error: unknown, model: string): SourceError {
  const { message } = error as Error;
  const size = /Failed to allocate memory for requested buffer of size (\d+)/.exec(message)?.[1];
  if (size || /bad_alloc|Array buffer allocation/.test(message))
    return new SourceError(
      `out of memory${size ? `: ${size} bytes could not be had` : ""}; fewer tokens or hooks need less`,
      model,
    );
  return new SourceError(`ONNX Runtime: ${message}`, model);
}
