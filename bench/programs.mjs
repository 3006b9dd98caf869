// Programs the benchmarks run. Sizes are given by the call.

/** A million-step loop over scalars. */
export const scalars = `function collatz(n) {
  let longest = 0;
  for (let i = 1; i < n; i++) {
    let x = i;
    let steps = 0;
    while (x !== 1) {
      if (x % 2 === 0) x = x / 2;
      else x = 3 * x + 1;
      steps++;
    }
    if (steps > longest) longest = steps;
  }
  return longest;
}
function count(n) {
  let s = 0;
  for (let i = 0; i < n; i++) {
    s = (s + i) % 1000;
  }
  return s;
}
`;

/** Arrays, maps, sets and objects that change all the time. */
export const containers = `function containers(n) {
  const queue = [];
  const seen = new Map();
  const odd = new Set();
  const point = { x: 0, y: 0, hits: [] };
  for (let i = 0; i < n; i++) {
    queue.push(i);
    if (queue.length > 16) queue.shift();
    seen.set(i % 100, i);
    if (i % 2) odd.add(i % 50);
    else odd.delete(i % 50);
    point.x += i;
    point.y = queue[0];
    point.hits[i % 8] = i;
  }
  return [queue.length, seen.size, odd.size, point.x, point.y];
}
function bubble(n) {
  const a = [];
  for (let i = 0; i < n; i++) a.push((i * 7919) % n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n - 1 - i; j++) {
      if (a[j] > a[j + 1]) {
        const t = a[j];
        a[j] = a[j + 1];
        a[j + 1] = t;
      }
    }
  }
  return a[0];
}
`;

/** The same work as `collatz`, for CPython. */
export const python = `
import sys, time
def collatz(n):
    longest = 0
    i = 1
    while i < n:
        x = i
        steps = 0
        while x != 1:
            if x % 2 == 0:
                x = x // 2
            else:
                x = 3 * x + 1
            steps += 1
        if steps > longest:
            longest = steps
        i += 1
    return longest

lines = 0
changes = 0
log = []
def local(frame, event, arg):
    global lines, changes
    if event == "line":
        lines += 1
        now = dict(frame.f_locals)
        if now != last[0]:
            changes += 1
            log.append((frame.f_lineno, now))
            last[0] = now
    return local
def hook(frame, event, arg):
    return local if frame.f_code is collatz.__code__ else None
last = [None]
n = int(sys.argv[1])
t = time.thread_time()
sys.settrace(hook)
collatz(n)
sys.settrace(None)
print(lines, (time.thread_time() - t) * 1e9 / lines)
`;

/** Programs of the size CRUXEval has, written here. */
export const small = [
  [
    `function f(text, n) { const out = []; for (const c of text) if (c !== "a") out.push(c.repeat(n)); return out.join(""); }`,
    `f("banana", 2)`,
  ],
  [
    `function f(nums) { let total = 0; for (let i = 0; i < nums.length; i++) { if (nums[i] % 2 === 0) total += nums[i]; else total -= 1; } return total; }`,
    `f([4, 7, 2, 9, 1])`,
  ],
  [
    `function f(d) { const keys = Object.keys(d); const r = {}; for (const k of keys) r[d[k]] = k; return r; }`,
    `f({ a: "x", b: "y" })`,
  ],
  [
    `function f(s) { const stack = []; for (const c of s) { if (c === "(") stack.push(c); else if (c === ")") { if (stack.length === 0) return false; stack.pop(); } } return stack.length === 0; }`,
    `f("(()())")`,
  ],
  [`function f(a, b) { while (b !== 0) { const t = a % b; a = b; b = t; } return a; }`, `f(84, 36)`],
  [
    `function f(words) { const m = new Map(); for (const w of words) m.set(w, (m.get(w) ?? 0) + 1); return [...m.entries()].sort((x, y) => y[1] - x[1])[0]; }`,
    `f(["x", "y", "x"])`,
  ],
];
