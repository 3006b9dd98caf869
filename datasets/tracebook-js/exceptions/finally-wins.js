function plain(log) {
  try {
    return log.push("try");
  } finally {
    log.push("finally");
  }
}

function override(log) {
  try {
    return "try " + log.push("evaluated");
  } finally {
    return "finally";
  }
}

function swallow(log) {
  for (const step of [1, 2, 3]) {
    try {
      if (step === 2) throw new Error("lost");
      log.push(step);
    } finally {
      if (step === 2) continue;
      log.push("f" + step);
    }
  }
  return "end";
}

function rethrow() {
  try {
    throw new Error("first");
  } catch (error) {
    throw new Error("second", { cause: error });
  } finally {
    outcome.seen = "cleanup";
  }
}
const cases = { plain, override, swallow, rethrow };

function outcome(name) {
  const log = [];
  const result = cases[name](log);
  return { result, log, seen: outcome.seen };
}
