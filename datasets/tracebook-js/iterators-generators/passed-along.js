function* inner(log) {
  try {
    const got = yield "first";
    log.push("inner got " + got);
    yield "second";
    return "inner done";
  } catch (problem) {
    log.push("inner caught " + problem);
    if (problem === "fatal") throw new EvalError("inner broke");
    return yield "patched";
  } finally {
    log.push("inner closed");
  }
}

function* outer(log) {
  try {
    const result = yield* inner(log);
    log.push("outer has " + result);
    yield* [result, "last"];
  } finally {
    log.push("outer closed");
    if (log.length > 3) yield "goodbye";
  }
}

function pass(how, ...messages) {
  const log = [];
  const chain = outer(log);
  const seen = [chain.next().value];
  for (const message of messages) {
    const { value, done } = chain[how](message);
    seen.push(done ? `(${value})` : value);
  }
  seen.push(chain.next("more").value);
  return { seen, log };
}
