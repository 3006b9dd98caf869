async function sleep(ms) {
  await new Promise(done => setTimeout(done, ms));
}

async function brew(kind, minutes, place, ready) {
  await sleep(minutes * 100 + place * 10);
  ready.push(kind + String(minutes));
  return minutes;
}

async function serve(orders) {
  const ready = [];
  const waiting = [];
  for (const [kind, minutes] of orders) {
    waiting.push(brew(kind, minutes, waiting.length, ready));
  }
  const times = await Promise.all(waiting);
  return [times, ready];
}
