async function sleep(ms) {
  await new Promise(done => setTimeout(done, ms));
}

async function leg(name, laps) {
  let done = 0;
  while (done < laps) {
    await sleep(10);
    done += 1;
    console.log(`${name} lap ${done}`);
  }
  return name + "!";
}

async function relay(runners) {
  let team = "";
  for (const [name, laps] of runners) {
    const mark = await leg(name, laps);
    team += mark;
  }
  return team;
}
