async function sleep(ms) {
  await new Promise(done => setTimeout(done, ms));
}

async function baker(name, pause, loaves) {
  let baked = 0;
  while (loaves.length > 0) {
    const size = loaves.shift();
    if (size === 6) {
      console.log(name + " drops a loaf");
      continue;
    }
    await sleep(size * 100 + pause);
    console.log(`${name} has baked ${size}`);
    baked += size;
  }
  return baked;
}

async function bake(loaves) {
  const shift = [baker("ann", 11, loaves), baker("bob", 7, loaves)];
  const sizes = await Promise.all(shift);
  return sizes[0] - sizes[1];
}
