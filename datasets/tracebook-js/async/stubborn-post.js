const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

async function deliver(signs, attempt) {
  await null;
  const sign = signs[attempt] ?? ".";
  if (sign === "?") throw new SyntaxError("smudged address");
  if (sign === "x") throw new Error("nobody home");
  return attempt;
}

async function insist(name, signs, most, log) {
  for (let attempt = 0, pause = 10 + name.length; ; attempt++, pause *= 2) {
    try {
      const tries = await deliver(signs, attempt);
      log.push(`${name} ok`);
      return tries;
    } catch (error) {
      if (!(error instanceof SyntaxError) && attempt < most) {
        await sleep(pause);
        continue;
      }
      log.push(`${name} failed`);
      throw error;
    }
  }
}

async function post(letters, most = 2) {
  const log = [];
  const tries = {};
  const jobs = Object.entries(letters).map(async ([name, signs]) => {
    tries[name] = await insist(name, signs, most, log);
  });
  const results = await Promise.allSettled(jobs);
  const smudged = results.find(({ reason }) => reason instanceof SyntaxError);
  if (smudged) throw smudged.reason;
  return { tries, log };
}
