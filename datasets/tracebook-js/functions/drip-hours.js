function drain(level, leak, rain = 0) {
  if (leak <= 0) throw new RangeError("the barrel never leaks");
  let hours = 0;
  let mark = level;
  while (level > 0 && hours < 12) (level -= leak), (level += hours++ % 2 ? rain : 0);
  for (let i = hours; i > 0; i--) mark = (mark * 3 + i) % 17;
  return { hours, level, mark };
}
