async function* ticks(name, items) {
  for (const [text, wait] of items) {
    await new Promise(resolve => setTimeout(resolve, wait));
    if (text === "fall") throw new Error(`${name} fell`);
    yield text;
  }
}

async function merge(left, right) {
  const sources = [ticks("left", left), ticks("right", right)];
  const ask = i => sources[i].next().then(step => ({ i, step }));
  const waiting = new Map(sources.map((_, i) => [i, ask(i)]));
  let text = "";
  while (waiting.size > 0) {
    try {
      const { i, step } = await Promise.race(waiting.values());
      if (step.done) waiting.delete(i);
      else {
        text += step.value;
        waiting.set(i, ask(i));
      }
    } catch (error) {
      await Promise.all(sources.map(source => source.return()));
      return `${text}, then ${error.message}`;
    }
  }
  return text || "silence";
}
