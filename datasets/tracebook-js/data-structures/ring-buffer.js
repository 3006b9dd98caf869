function ring(size) {
  return { slots: new Array(size), head: 0, used: 0 };
}

function push(buffer, value) {
  const { slots } = buffer;
  if (slots.length === 0) return value;
  const at = (buffer.head + buffer.used) % slots.length;
  const old = buffer.used === slots.length ? slots[at] : undefined;
  slots[at] = value;
  if (buffer.used < slots.length) buffer.used++;
  else buffer.head = (buffer.head + 1) % slots.length;
  return old;
}

function play(size, values) {
  const buffer = ring(size);
  const dropped = values.map(value => push(buffer, value)).filter(old => old !== undefined);
  const order = [];
  for (let i = 0; i < buffer.used; i++) order.push(buffer.slots[(buffer.head + i) % size]);
  return { order, dropped, head: buffer.head };
}
