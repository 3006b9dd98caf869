import { pythonEqual } from "../../../trace/derive/pythonEqual.js";
import { readPythonLiteral } from "../../answer/python/readPythonLiteral.js";
import type { RevalData, RevalPair } from "../data/RevalData.js";
import type { RevalFlaggedProbe } from "../flags/RevalFlag.js";
import type { RevalFlags } from "../flags/revalFlags.js";
import type { RevalRunOptions } from "../truth/revalJob.js";
import {
  answerRegion,
  meantLines,
  meantLinesStrictly,
  type RevalStyle,
  saysCovered,
  saysCoveredStrictly,
} from "./answerRegion.js";
import { type AskedPair, judgeInSandbox } from "./judgeInSandbox.js";
import type { RevalLog } from "./RevalLog.js";
import type { RevalReason, RevalVerdict } from "./scoreReval.js";

/** What is needed to judge a log. */
export interface Judging {
  readonly data: RevalData;
  readonly log: RevalLog;
  readonly profile: "compat" | "strict";
  readonly style: RevalStyle;
  readonly flags: RevalFlags;
  readonly run: RevalRunOptions;
}

/** Verdicts on all probes (or pairs) of the data, in the order of the task file. */
export async function judgeLog(judging: Judging): Promise<readonly RevalVerdict[]> {
  const { log, data, profile } = judging;
  if (log.task === "output" || (log.task === "state" && profile === "compat")) return judgeByRunning(judging);
  const entries = new Map(log.entries.map(entry => [`${entry.idx}/${entry.inputIdx}`, entry]));
  const probes = new Map(
    judging.flags.probes.map(probe => [key(probe.idx, probe.input_idx, probe.k), probe]),
  );
  return data.pairs.flatMap(pair =>
    pair.probes.map((_, k) => {
      const place = { idx: pair.idx, input_idx: pair.inputIdx, k };
      const result = entries.get(`${pair.idx}/${pair.inputIdx}`)?.results[k];
      const probe = probes.get(key(pair.idx, pair.inputIdx, k));
      const logged = result?.logged === undefined ? {} : { logged: result.logged };
      const covered = probe === undefined ? {} : { covered: isCovered(probe) };
      if (probe === undefined) return { ...place, right: false, reason: "not run" as const, ...logged };
      return { ...place, ...judgeProbe(judging, pair, probe, result?.generated), ...covered, ...logged };
    }),
  );
}

function key(idx: number, inputIdx: number, k: number): string {
  return `${idx}/${inputIdx}/${k}`;
}

/** The reference says exactly what the original says: a line without a value and a next line is not executed. */
function isCovered({ times }: RevalFlaggedProbe): boolean {
  return times > 0;
}

type Finding = Pick<RevalVerdict, "right" | "reason" | "says">;

function judgeProbe(
  { log, data, profile, style }: Judging,
  pair: RevalPair,
  probe: RevalFlaggedProbe,
  completion: string | undefined,
): Finding {
  if (completion === undefined) return { right: false, reason: "no answer" };
  const region = answerRegion(completion, style);
  const strict = profile === "strict";
  if (strict && log.task === "path" && probe.flags.includes("epp_ambiguous_prompt"))
    return { right: false, reason: "excluded: epp_ambiguous_prompt" };
  if (strict && log.task === "state" && isCovered(probe) && probe.val_ref === null)
    return { right: false, reason: "excluded: no value" };
  if (region === undefined && (strict || log.task !== "coverage"))
    return { right: false, reason: "thoughts do not end" };
  if (log.task === "coverage") {
    const says = strict ? saysCoveredStrictly(region as string) : saysCovered(region ?? "NO");
    if (says === undefined) return { right: false, reason: "unread" };
    const right = says === isCovered(probe);
    return { right, reason: right ? "right" : "wrong", says };
  }
  if (log.task === "state") return judgeValue(probe, region as string);
  const lines = data.programs[pair.idx].code.split("\n");
  const meant = strict ? meantLinesStrictly(region as string, lines) : meantLines(region as string, lines);
  if (meant === undefined || meant[0] === -2) return { right: false, reason: "unread" };
  const truth = strict ? strictNext(probe) : probe.next_ship;
  const right = meant.some(line => truth.includes(line));
  return { right, reason: right ? "right" : "wrong" };
}

/** Into calls, but never through the test, which is not part of the program. */
function strictNext(probe: RevalFlaggedProbe): readonly number[] {
  return probe.next_into;
}

/** A value with its type after the line in the activation it ran in: that of any of its executions. */
function judgeValue(probe: RevalFlaggedProbe, region: string): Finding {
  const at = region.lastIndexOf(";");
  const text = (at < 0 ? region : region.slice(0, at)).trim();
  if (/^\[?nil\]?$/i.test(text)) {
    const right = !isCovered(probe);
    return { right, reason: right ? "right" : "wrong" };
  }
  const given = readPythonLiteral(text);
  if (!("value" in given)) return { right: false, reason: "unread" };
  const right = (probe.val_ref ?? []).some(truth => {
    const read = readPythonLiteral(truth.slice(truth.indexOf(":") + 1), { reprs: true });
    return (
      "value" in read &&
      given.value.type === read.value.type &&
      classOf(given.value) === classOf(read.value) &&
      pythonEqual(given.value, read.value)
    );
  });
  return { right, reason: right ? "right" : "wrong" };
}

function classOf(value: object): unknown {
  return (value as { class?: unknown }).class;
}

async function judgeByRunning(judging: Judging): Promise<readonly RevalVerdict[]> {
  const { log, data, profile, style, flags, run } = judging;
  const task = log.task as "state" | "output";
  const strict = profile === "strict";
  const shown = new Set(
    flags.pairs
      .filter(pair => pair.flags.includes("answer shown"))
      .map(pair => `${pair.idx}/${pair.input_idx}`),
  );
  const entries = new Map(log.entries.map(entry => [`${entry.idx}/${entry.inputIdx}`, entry]));
  const covered = new Map(
    flags.probes.map(probe => [key(probe.idx, probe.input_idx, probe.k), isCovered(probe)]),
  );
  const early = new Map<string, RevalReason>();
  const asked: AskedPair[] = data.pairs.map(pair => {
    const places = task === "output" ? [0] : pair.probes.map((_, k) => k);
    const answers = places.map(k => {
      const generated = entries.get(`${pair.idx}/${pair.inputIdx}`)?.results[k]?.generated;
      const region = generated === undefined ? undefined : answerRegion(generated, style);
      const reason =
        generated === undefined ? "no answer" : region === undefined ? "thoughts do not end" : undefined;
      if (reason !== undefined) early.set(key(pair.idx, pair.inputIdx, k), reason);
      return reason === undefined ? [region as string] : [];
    });
    return { ...pair, answers, strict };
  });
  const verdicts = await judgeInSandbox(task, data, asked, run);
  return asked.flatMap((pair, i) =>
    pair.answers.map((_, k): RevalVerdict => {
      const name = key(pair.idx, pair.inputIdx, k);
      const hidden = strict && task === "output" && shown.has(`${pair.idx}/${pair.inputIdx}`);
      const reason: RevalReason = hidden ? "excluded: answer shown" : (early.get(name) ?? verdicts[i][k][0]);
      const logged = entries.get(`${pair.idx}/${pair.inputIdx}`)?.results[k]?.logged;
      return {
        idx: pair.idx,
        input_idx: pair.inputIdx,
        ...(task === "state" ? { k, covered: covered.get(name) } : {}),
        right: reason === "right" || reason === "passes",
        reason,
        ...(logged === undefined ? {} : { logged }),
      };
    }),
  );
}
