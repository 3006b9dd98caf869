const log = [];
const say = text => {
  log.push(text);
  console.log(text);
};

async function order(withTimer, rounds = 1) {
  say("start");
  const timer = new Promise(resolve => {
    if (withTimer) setTimeout(() => resolve(say("timer")), 0);
    else resolve(say("no timer"));
  });
  queueMicrotask(() => say("microtask"));
  Promise.resolve().then(() => say("then 1")).then(() => say("then 2"));
  for (let i = 0; i < rounds; i++) {
    await null;
    say("await " + i);
  }
  await timer;
  say("end");
  return log.length;
}
