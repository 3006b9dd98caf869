async function* deliver(streets, log) {
  try {
    for (const street of streets) {
      await null;
      if (street === "lost") throw new Error("no such street");
      const answer = yield street.toUpperCase();
      if (answer) log.push("answer " + answer);
    }
    return "all done";
  } finally {
    log.push("back at " + streets.length);
    await null;
    log.push("rested");
  }
}

async function rounds(streets, limit = Infinity) {
  const log = [];
  let visited = 0;
  try {
    for await (const street of deliver(streets, log)) {
      log.push(street);
      if (++visited >= limit) break;
    }
  } catch (error) {
    log.push(error.message);
  }
  const manual = deliver(["x"], log);
  const steps = [await manual.next(), await manual.next("thanks"), await manual.next()];
  return { log, steps };
}
