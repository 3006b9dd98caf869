async function sleep(ms: number): Promise<void> {
  await new Promise(done => setTimeout(done, ms));
}

async function leg(name: string, laps: number): Promise<string> {
  let done = 0;
  while (done < laps) {
    await sleep(10);
    done += 1;
    console.log(`${name} lap ${done}`);
  }
  return name + "!";
}

async function relay(runners: [string, number][]): Promise<string> {
  let team = "";
  for (const [name, laps] of runners) {
    const mark = await leg(name, laps);
    team += mark;
  }
  return team;
}
