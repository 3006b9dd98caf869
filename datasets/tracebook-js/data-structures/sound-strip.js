const effects = {
  half(strip) {
    const right = strip.subarray(strip.length >> 1);
    for (let i = 0; i < right.length; i++) right[i] >>= 1;
    return right;
  },
  loud: strip => strip.map(sample => sample * 2),
  echo(strip) {
    strip.copyWithin(2, 0);
    return strip.slice(1, 3).reverse();
  },
};

function mix(samples, name) {
  if (samples.length === 0) throw new RangeError("nothing to mix");
  const bytes = new Uint8Array(samples.length + 1);
  const strip = new Uint8Array(bytes.buffer, 1);
  strip.set(samples);
  bytes[0] = samples.length;
  const result = effects[name]?.(strip);
  if (result === undefined) return strip.fill(0).length;
  result[0] = 99;
  return { bytes: [...bytes], result: [...result], shared: result.buffer === bytes.buffer };
}
