async function sleep(ms: number): Promise<void> {
  await new Promise(done => setTimeout(done, ms));
}

async function baker(name: string, pause: number, loaves: number[], done: string[]): Promise<number> {
  let baked = 0;
  while (loaves.length > 0) {
    const size = loaves.shift()!;
    await sleep(size * 100 + pause);
    done.push(name + String(size));
    baked += 1;
  }
  return baked;
}

async function bake(loaves: number[]): Promise<[number[], string[]]> {
  const done: string[] = [];
  const first = baker("a", 11, loaves, done);
  const second = baker("b", 7, loaves, done);
  const counts = await Promise.all([first, second]);
  return [counts, done];
}
