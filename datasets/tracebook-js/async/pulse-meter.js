function pulse(beats, skip = 0) {
  let count = 0;
  const log = [];
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      count += 1;
      if (count === skip) return;
      log.push(`beat ${count}`);
      if (count > 9) reject(new Error("runaway"));
      if (count >= beats) {
        clearInterval(timer);
        resolve(log);
      }
    }, 15);
    log.push("armed");
  });
}
