const weigh = async item => {
  const grams = item.length * 10;
  if (!grams) throw new Error("nothing to send");
  return grams;
};

async function send(item) {
  const grams = await weigh(item);
  if (grams > 100) throw Object.assign(new RangeError("too heavy"), { grams });
  return `${item}: ${grams} g`;
}

async function sendAll(items) {
  return (await Promise.all(items.map(item => send(item).catch(({ message }) => message)))).join("; ");
}
