const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

async function worker(name: string, queue: number[], log: string[]): Promise<number> {
  let done = 0;
  while (queue.length > 0) {
    const minutes = queue.shift() as number;
    log.push(`${name}<${minutes}`);
    await sleep(minutes * 2);
    log.push(`${name}>${minutes}`);
    done += 1;
  }
  return done;
}

async function bake(loaves: readonly number[], bakers: number) {
  const queue = [...loaves];
  const log: string[] = [];
  const names = Array.from({ length: bakers }, (_, i) => String.fromCharCode(65 + i));
  const done = await Promise.all(names.map(name => worker(name, queue, log)));
  return { log, done };
}
