import { mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { SourceError } from "../../program/SourceError.js";
import { version } from "../../program/version.js";
import type { Model } from "../../providers/Model.js";
import type { QuestionSet } from "../../questions/QuestionSet.js";
import type { AskOptions, Progress } from "../AskOptions.js";
import { CONVENTIONS } from "../conventions.js";
import { gitRevision } from "../gitRevision.js";
import { expectSameSetup, type Manifest } from "../Manifest.js";
import { prepareRun } from "../prepareRun.js";
import { RunFolder } from "../RunFolder.js";
import { AdaptiveLimiter } from "./AdaptiveLimiter.js";
import { AskLoop } from "./AskLoop.js";
import { Budget } from "./Budget.js";
import { type Clock, systemClock } from "./Clock.js";
import { CompletionCache } from "./CompletionCache.js";
import { checkModel } from "./checkModel.js";
import { type FaultCount, faultsOf } from "./faultsOf.js";
import { unwritable } from "./LineLog.js";
import { type Price, priceOf } from "./prices.js";
import type { Received } from "./Received.js";
import { ReceivedLog } from "./ReceivedLog.js";
import { RunEnd } from "./RunEnd.js";
import { RunLock } from "./RunLock.js";
import { RunProgress } from "./RunProgress.js";
import type { StopReason } from "./RunStopped.js";
import { type RunningScore, RunTally } from "./RunTally.js";
import { RunUsage, type UsageCounts } from "./RunUsage.js";
import { expectRunOptions, runNotes } from "./runNotes.js";

/** What there is of a run when asking ends. */
export interface RunSummary {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly right: number;
  /** Absent before the first answer. */
  readonly score?: RunningScore;
  readonly usage: UsageCounts;
  /** Why items have no answer; absent where none failed. */
  readonly faults?: readonly FaultCount[];
  /** Why not all was asked; absent when all was. */
  readonly stopped?: StopReason;
}

/** Bytes kept free for each answer in flight, and for one with log-probabilities. */
const ROOM = 1 << 14;
const ROOM_WITH_TOKENS = 1 << 18;

/**
 * Asks a model every question of a set and writes the run to `out`: `questions.jsonl`, `answers.jsonl` (one row per
 * question and sample, appended as answers come), `manifest.json`, and with log-probabilities `tokens.jsonl`. Asking again
 * continues: items that have an answer are left alone, those whose model call failed are tried again. A completion is
 * in `received.jsonl` as soon as it has arrived, so that after a kill only requests in flight are made again. Memory does
 * not grow with the answers; {@link readRun} reads them.
 *
 * @throws SourceError for an unknown model or option, too few demonstrations, a folder that holds a run of another setup or of
 *   a newer version; Error while another process asks the same; ProviderError where no question can be asked (key, URL, model); RunStopped where asking had to end.
 */
export async function runQuestions(
  set: QuestionSet,
  model: string | Model,
  options: AskOptions,
  clock: Clock = systemClock,
): Promise<RunSummary> {
  expectRunOptions(options);
  const folder = resolve(options.out);
  await mkdir(dirname(folder), { recursive: true });
  const lock = await RunLock.take(`${folder}.lock`, {}, options.signal);
  try {
    const signals = [lock.lost, ...(options.signal === undefined ? [] : [options.signal])];
    const summary = await runLocked(set, model, { ...options, signal: AbortSignal.any(signals) }, clock);
    if (lock.lost.aborted)
      throw new Error(`${folder}: gave up, its lock is no longer ours (${String(lock.lost.reason)})`);
    return summary;
  } finally {
    await lock.release();
  }
}

/** {@link runQuestions} for who holds the lock of the folder. */
export async function runLocked(
  set: QuestionSet,
  model: string | Model,
  options: AskOptions,
  clock: Clock = systemClock,
): Promise<RunSummary> {
  expectRunOptions(options);
  const { samples = 1, seed = 1, out, maxTokensTotal: maxTokens, maxCost } = options;
  const prepared = await prepareRun(set, model, options);
  const { model: asked, setup, items } = prepared;
  const notes = [...runNotes(asked, options), ...prepared.notes];
  const price = expectPrice(asked, options);
  const before = await RunFolder.manifest(out);
  if (before !== undefined) expectSameSetup(before, setup, join(out, "manifest.json"));
  const ids = items.map(({ question }) => question.id);
  const counts: Counts = {
    tally: new RunTally(ids, samples),
    usage: new RunUsage(),
    budget: new Budget({ maxTokens, maxCost, price }),
  };
  const { tally, usage } = counts;
  const { bytes, owed } = await readFound(out, counts);
  const language = asked.kind === "language model" ? asked : undefined;
  const width = Math.min(options.concurrency ?? language?.concurrency ?? 4, Math.max(1, tally.total));
  const limiter = new AdaptiveLimiter({ max: width, clock });
  let progress: RunProgress | undefined;
  const end = new RunEnd(options, () => {
    limiter.close();
    progress?.tell();
  });
  const open = tally.nextOpen(0) !== undefined;
  if (language !== undefined && open) await checkModel(language, end.halt, clock);
  const cache =
    language === undefined || options.cache === undefined
      ? undefined
      : await CompletionCache.open(options.cache);
  const room = options.settings?.logprobs === undefined ? ROOM : ROOM_WITH_TOKENS;
  const folder = await RunFolder.open(out, prepared.set, bytes, { reserveBytes: width * room, clock });
  const started = before?.environment.started ?? new Date().toISOString();
  const manifest = (finished: string | null): Manifest => ({
    schema: "tracebook/run@1",
    ...setup,
    items: tally.total,
    conventions: CONVENTIONS,
    environment: {
      tracebook: version,
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
      revision: before?.environment.revision ?? gitRevision(process.cwd()) ?? null,
      started,
      finished,
    },
    answered: tally.answered,
    errors: tally.errors,
    ...(language === undefined ? {} : { usage: usage.counts(price) }),
    ...(notes.length === 0 ? {} : { notes }),
  });
  let last = manifest(before?.environment.finished ?? null);
  const settings = { ...setup.settings, seed: setup.settings.seed ?? seed };
  const loop = new AskLoop(
    { prepared, options, settings, folder, ...counts, cache, limiter, clock, width },
    end,
  );
  const now = (): Progress => progressOf(tally, usage.counts(price), limiter, loop.retries);
  progress = new RunProgress(clock, now, options.onProgress);
  loop.progress = progress;
  try {
    await folder.writeManifest(last);
    progress.tell();
    await loop.settle(owed);
    if (loop.settled) await folder.forgetReceived();
    if (language !== undefined && end.reason === undefined && tally.nextOpen(0) !== undefined)
      await folder.receive(error => end.failed(error));
    await loop.run();
    const finished = open ? new Date().toISOString() : before?.environment.finished;
    last = manifest(tally.complete ? (finished ?? null) : null);
    await folder
      .writeManifest(last)
      .catch(error => end.failed(unwritable(join(out, "manifest.json"), error)));
  } finally {
    progress.end();
    await folder.close(loop.settled);
    await cache?.close();
  }
  if (end.error !== undefined) throw end.error;
  return {
    folder: out,
    manifest: last,
    right: tally.right,
    score: tally.score,
    usage: usage.counts(price),
    ...(tally.errors === 0 ? {} : { faults: await faultsOf(out) }),
    ...(end.reason === undefined ? {} : { stopped: end.reason }),
  };
}

interface Counts {
  readonly tally: RunTally;
  readonly usage: RunUsage;
  readonly budget: Budget;
}

/** Counts the rows of a folder; says how many bytes of them are whole, and what was received and has no row. */
async function readFound(
  out: string,
  { tally, usage, budget }: Counts,
): Promise<{ readonly bytes: number; readonly owed: readonly Received[] }> {
  const bytes = await RunFolder.scan(out, row => {
    tally.add(row);
    usage.add(row);
    const { lostInputTokens = 0, lostOutputTokens = 0, inputTokens = 0, outputTokens = 0 } = row;
    budget.add({ inputTokens: lostInputTokens, outputTokens: lostOutputTokens }, false);
    if (!row.cacheHit && row.verdict !== "error")
      budget.add({ inputTokens, outputTokens, cachedInputTokens: row.cachedInputTokens }, true);
  });
  const owed = new Map<number, Received>();
  await ReceivedLog.read(out, received => {
    const item = tally.itemOf(received);
    if (item !== undefined && !tally.isAnswered(item)) owed.set(item, received);
  });
  return { bytes, owed: [...owed.values()] };
}

/** @throws SourceError when a cost is to be kept and there is no price. */
function expectPrice(model: Model, { prices, maxCost }: AskOptions): Price | undefined {
  const price = prices === undefined ? undefined : priceOf(prices, model.name);
  if (price === undefined && maxCost !== undefined && model.kind === "language model")
    throw new SourceError(`no price for the model ${JSON.stringify(model.name)}`, "--prices");
  return price;
}

function progressOf(
  tally: RunTally,
  usage: UsageCounts,
  limiter: AdaptiveLimiter,
  retries: number,
): Progress {
  const { inputTokens, outputTokens, cost, cacheHits } = usage;
  const { answered, errors, right, total, score } = tally;
  return {
    done: answered + errors,
    total,
    right,
    errors,
    ...(score === undefined ? {} : { score }),
    inputTokens,
    outputTokens,
    ...(cost === undefined ? {} : { cost }),
    retries,
    cacheHits,
    inFlight: limiter.running,
    concurrency: limiter.limit,
  };
}
