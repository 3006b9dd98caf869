function marks(before, after) {
  let head = 0;
  while (head < before.length && before[head] === after[head]) head++;
  let tail = 0;
  const room = Math.min(before.length, after.length) - head;
  while (tail < room && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const gone = before.slice(head, before.length - tail);
  const came = after.slice(head, after.length - tail);
  if (!gone && !came) return "=";
  const parts = [before.slice(0, head), "", before.slice(before.length - tail)];
  if (gone) parts[1] += `[-${gone}]`;
  if (came) parts[1] += `[+${came.replaceAll(" ", "_")}]`;
  return parts.join("");
}
