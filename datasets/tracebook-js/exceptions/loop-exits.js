function once(word, log) {
  do {
    try {
      log.push("try " + word);
      if (word === "skip") continue;
      if (word.startsWith("throw")) throw new Error(word);
      if (word === "return") return "returned";
    } catch {
      log.push("caught");
      if (word.endsWith("!")) throw new RangeError("again");
      break;
    } finally {
      log.push("finally");
      if (word === "keep") continue;
    }
    log.push("end");
  } while (false);
  return word.length;
}

function exits(words) {
  const log = [];
  const results = [];
  outer: for (const word of words) {
    try {
      if (word === "stop") break outer;
      results.push(once(word, log));
    } catch ({ message }) {
      results.push(message);
      continue outer;
    } finally {
      results.push("|");
    }
  }
  return { log: log.join(","), results: results.join("") };
}
