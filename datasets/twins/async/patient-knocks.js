async function sleep(ms) {
  await new Promise(done => setTimeout(done, ms));
}

class Closed extends Error {}

async function knock(answers, attempt) {
  await sleep(10 * (attempt + 1));
  if (attempt >= answers.length || answers[attempt] === 0) {
    throw new Closed(`knock ${attempt + 1}`);
  }
  return answers[attempt];
}

async function visit(answers, limit) {
  const log = [];
  for (let attempt = 0; attempt < limit; attempt++) {
    try {
      const guests = await knock(answers, attempt);
      return [guests, log];
    } catch (fault) {
      log.push(fault.message);
    }
  }
  throw new Closed("nobody after " + String(log.length));
}
