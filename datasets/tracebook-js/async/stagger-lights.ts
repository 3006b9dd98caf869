type Light = { id: number; delay: number };

function stagger(delays: number[], cancel?: number): Promise<string[]> {
  const log: string[] = [];
  const lights: Light[] = delays.map((delay, id) => ({ id, delay }));
  return new Promise(resolve => {
    let open = lights.length;
    const finish = (): void => {
      if (--open === 0) resolve(log);
    };
    const timers = lights.map(({ id, delay }) =>
      setTimeout(
        (text: string) => {
          log.push(text + id);
          Promise.resolve().then(() => log.push("glow" + id));
          queueMicrotask(finish);
        },
        delay,
        "light",
      ),
    );
    if (cancel !== undefined) {
      clearTimeout(timers[cancel]);
      log.push("cancel" + cancel);
      finish();
    }
  });
}
