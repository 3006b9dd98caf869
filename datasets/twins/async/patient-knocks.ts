async function sleep(ms: number): Promise<void> {
  await new Promise(done => setTimeout(done, ms));
}

class Closed extends Error {}

async function knock(answers: number[], attempt: number): Promise<number> {
  await sleep(10 * (attempt + 1));
  if (attempt >= answers.length || answers[attempt] === 0) {
    throw new Closed(`knock ${attempt + 1}`);
  }
  return answers[attempt];
}

async function visit(answers: number[], limit: number): Promise<[number, string[]]> {
  const log: string[] = [];
  for (let attempt = 0; attempt < limit; attempt++) {
    try {
      const guests = await knock(answers, attempt);
      return [guests, log];
    } catch (fault) {
      log.push((fault as Closed).message);
    }
  }
  throw new Closed("nobody after " + String(log.length));
}
