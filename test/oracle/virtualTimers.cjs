// Timers on a virtual clock, for plain Node under the inspector: stopping at every statement is slow, and real
// timers would then fire in another order than in a program that runs freely. Order is by (time, number), each
// callback in a task of its own, immediates before timers that are not due yet, as in Node.
/** Taken before it is replaced, where the global object is our own. */
const turn = setImmediate;
let now = 0;
let number = 1;
/** id → {time, id, every, run} */
const timers = new Map();
const immediates = new Map();

/** Replaces the timer functions of a global object. */
exports.installTimers = target => {
  const add = (callback, delay, args, repeats) => {
    const ms = delay >= 1 && delay <= 2147483647 ? Math.trunc(delay) : 1;
    const id = number++;
    timers.set(id, { time: now + ms, id, every: repeats ? ms : 0, run: () => callback(...args) });
    return id;
  };
  const clear = id => {
    timers.delete(Number(id));
    immediates.delete(Number(id));
  };
  target.setTimeout = (callback, delay, ...args) => add(callback, delay, args, false);
  target.setInterval = (callback, delay, ...args) => add(callback, delay, args, true);
  target.setImmediate = (callback, ...args) => {
    const id = number++;
    immediates.set(id, () => callback(...args));
    return id;
  };
  target.clearTimeout = target.clearInterval = target.clearImmediate = clear;
};

/** Forgets all that is still to run. */
exports.dropTimers = () => {
  timers.clear();
  immediates.clear();
};

/** Runs whatever is due, then advances the clock, until nothing is left. */
exports.runTimers = async () => {
  for (;;) {
    await new Promise(done => turn(done));
    if (immediates.size > 0) {
      for (const [id, run] of [...immediates]) {
        if (!immediates.delete(id)) continue;
        run();
        await new Promise(done => turn(done));
      }
      continue;
    }
    let next;
    for (const t of timers.values()) if (!next || t.time < next.time || (t.time === next.time && t.id < next.id)) next = t;
    if (!next) return;
    now = Math.max(now, next.time);
    timers.delete(next.id);
    // A repeated timer goes to the end of its new time.
    if (next.every) timers.set(next.id, { ...next, time: now + next.every });
    next.run();
  }
};
