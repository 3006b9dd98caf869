function leave(words: string[]): string[] {
  const log: string[] = [];
  for (const word of words) {
    try {
      if (word === "skip") {
        continue;
      }
      if (word === "stop") {
        break;
      }
      if (word === "home") {
        return log.concat(["early"]);
      }
      if (word === "trip") {
        throw new Error("trip after " + String(log.length));
      }
      log.push(word);
    } finally {
      log.push("(" + word + ")");
    }
  }
  log.push("late");
  return log;
}
