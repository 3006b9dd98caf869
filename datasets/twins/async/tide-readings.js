async function sleep(ms) {
  await new Promise(done => setTimeout(done, ms));
}

async function* gauge(levels) {
  for (const level of levels) {
    await sleep(10);
    yield level;
  }
}

async function watch(levels, limit) {
  let highest = 0;
  let seen = 0;
  for await (const level of gauge(levels)) {
    seen += 1;
    if (level > highest) {
      highest = level;
      console.log(`high ${highest}`);
    }
    if (level > limit) {
      console.log("flood");
      break;
    }
  }
  return [highest, seen];
}
