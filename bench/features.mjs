// The firing index over 10^6 tokens and 4,096 features: time beyond the model's forward passes and memory, beside a loop over features. Stands by
// itself (`node bench/features.mjs`), or is called by run.mjs.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const MiB = 2 ** 20;

/** Each part in a process of its own, so that its peak of memory is its own. */
function child(file, ...given) {
  const text = execFileSync(process.execPath, [join(here, file), ...given], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: MiB,
  });
  return JSON.parse(text);
}

/** Notes seconds, MiB and the ratio against the loop. */
export async function featuresBench(note) {
  const folder = mkdtempSync(join(tmpdir(), "tracebook-bench-features-"));
  try {
    const index = child("featuresOne.mjs", "index", folder);
    const loop = child("featuresOne.mjs", "loop", folder);
    const what = `${index.tokens.toLocaleString("en")} tokens, ${index.units.toLocaleString("en")} features, ${(index.firings / index.tokens).toFixed(1)} firing a token`;
    note(
      "features: index built, beyond forward passes",
      index.seconds,
      "s",
      `${what}; ${(index.bytes / MiB).toFixed(0)} MiB on disk`,
      60,
    );
    note(
      "  peak memory of the process",
      index.peak / MiB,
      "MiB",
      `${(index.base / MiB).toFixed(0)} MiB before it begins`,
      2048,
    );
    note(
      "  times faster than a loop over features",
      loop.secondsAll / index.seconds,
      "×",
      `for each feature a pass over all firings, ${loop.features} features measured: ${loop.secondsAll.toFixed(0)} s for all, in memory, nothing written`,
      1,
      "more",
    );
    note("  index opened", index.openMs, "ms", `${index.units.toLocaleString("en")} offsets read`);
    note(
      "  one feature's firings read, median",
      index.unitMs,
      "ms",
      "501 features, file in the system's cache",
      100,
    );
    const whole = child("featuresModel.mjs", folder);
    const beyond = ((whole.seconds - whole.forward) * 1e6) / whole.tokens;
    note(
      "features: a model run and indexed, beyond its forward passes",
      beyond,
      "s CPU",
      `per 10^6 tokens, from ${whole.tokens.toLocaleString("en")}: encoder, sparse rows, sorting, disk; ${(whole.firings / whole.tokens).toFixed(1)} of ${whole.units} firing a token; the passes alone ${((whole.forward * 1e6) / whole.tokens).toFixed(0)} s`,
      60,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await featuresBench((name, value, unit, baseline, bar) =>
    console.log(
      `${name.padEnd(52)} ${value.toPrecision(4).padStart(9)} ${unit}${bar === undefined ? "" : `   bar ${bar}`}   (${baseline})`,
    ),
  );
}
