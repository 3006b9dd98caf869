/** Programs the viewer tests trace. */

/** A loop with a branch, an array that changes without being assigned, and output. */
export const LOOP: string = `// Even numbers below n, and their sum.
function evens(n) {
  const found = [];
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (i % 2 === 0) {
      found.push(i);
      sum += i;
    }
  }
  console.log("sum", sum);
  return found;
}
function never() {
  return "not run";
}
`;

/** Two tasks that take turns, one of which fails, and a timer. */
export const TASKS: string = `const log = [];
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
async function worker(name, ms, rounds) {
  for (let i = 1; i <= rounds; i++) {
    await sleep(ms);
    log.push(name + i);
  }
  if (name === "b") throw new Error("b is done badly");
  return name;
}
async function main() {
  const a = worker("a", 10, 3);
  const b = worker("b", 15, 2).catch(error => error.message);
  const done = await Promise.all([a, b]);
  console.log(done.join(" | "));
  return log.join();
}
`;

/** Text that wants to be something else. */
export const HOSTILE: string = `const evil = "</script><script>globalThis.pwned = 1</script><img src=x onerror=alert(1)>";
const bidi = "\u202e gnirts \u2066\u2069", zero = "a\u200bb", emoji = "👩‍💻 café 日本語 עברית";
function f(x) { return x + "<!-- & -->"; } // <b>bold?</b>
const long = [${Array.from({ length: 600 }, (_, i) => i).join(", ")}];
console.log(f(evil), bidi, "\\u0007\\u001b[31m");
console.error("<i>stderr</i>");
`;
