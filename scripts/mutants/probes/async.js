const log = [];
const say = x => log.push(x);
async function f(n) {
  say("f" + n);
  const v = await n;
  say("g" + v);
  try {
    await Promise.reject(new Error("no"));
  } catch (e) {
    say(e.message);
  }
  return v * 2;
}
async function* gen() {
  try { yield 1; yield Promise.resolve(2); yield 3; } finally { say("closed"); }
}
async function main() {
  for await (const x of gen()) { say("x" + x); if (x === 2) break; }
  for await (const y of [Promise.resolve("y1"), "y2"]) say(y);
  const values = await Promise.all([f(1), f(2)]);
  say(values.join());
  await new Promise(done => setTimeout(done, 5));
  say("slept");
  return log.join(" ");
}
setTimeout(say, 10, "t10");
setTimeout(say, 0, "t0");
const every = setInterval(() => { say("every"); clearInterval(every); }, 1);
clearTimeout(setTimeout(say, 3, "never"));
setImmediate(say, "immediate");
queueMicrotask(() => say("micro"));
Promise.resolve().then(() => say("then1")).then(() => say("then2")).finally(() => say("finally"));
(async () => { say("iife"); await null; say("tick1"); await null; say("tick2"); })();
main().then(text => console.log(text));
setTimeout(() => console.log(log.join(" "), Date.now() - 946684800000), 20);
