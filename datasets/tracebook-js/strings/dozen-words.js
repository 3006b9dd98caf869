const UNITS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"];
const GROUPS = [
  [144, "gross"],
  [12, "dozen"],
];

function say(number) {
  if (number === 0) return "none";
  if (number < 0) return `owing ${say(-number)}`;
  if (number >= 1728) throw new RangeError(`${number} is too many to say`);
  const words = [];
  for (const [size, name] of GROUPS) {
    const count = Math.floor(number / size);
    if (count === 0) continue;
    words.push(count === 1 ? `a ${name}` : `${UNITS[count]} ${name}`);
    number %= size;
  }
  if (number > 0) words.push(UNITS[number]);
  const last = words.pop();
  return words.length > 0 ? `${words.join(", ")} and ${last}` : last;
}
