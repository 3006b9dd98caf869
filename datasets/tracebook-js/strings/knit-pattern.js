const MARKS = /(?<open>\()|(?<close>\)(?<times>\d+)?)|(?<stitch>[kp])(?<count>\d+)/g;

function expand(pattern) {
  const stack = [[]];
  for (const { groups } of pattern.matchAll(MARKS)) {
    const top = stack[stack.length - 1];
    if (groups.open) {
      stack.push([]);
    } else if (groups.close) {
      const inner = stack.pop();
      const repeated = inner.join("").repeat(Number(groups.times ?? 1));
      stack[stack.length - 1].push(repeated);
    } else {
      top.push(groups.stitch.repeat(+groups.count));
    }
  }
  if (stack.length !== 1) throw new SyntaxError(`${stack.length - 1} group left open`);
  return stack[0].join("|");
}
