interface Ledger {
  readonly wrapped: Uint8Array;
  readonly clamped: Uint8ClampedArray;
  readonly exact: Float64Array;
  readonly total: number;
}

function ledger(amounts: readonly number[], bytes: 1 | 2 = 1): Ledger & { view: number[] } {
  const wrapped = Uint8Array.from(amounts);
  const clamped = Uint8ClampedArray.from(amounts);
  const exact = new Float64Array(amounts);
  const total = exact.reduce((sum, value) => sum + value, 0);
  const buffer = new DataView(new ArrayBuffer(4));
  if (bytes === 2) buffer.setUint16(0, total);
  else buffer.setInt8(3, total);
  const view: number[] = [];
  for (let i = 0; i < buffer.byteLength; i++) view[i] = buffer.getUint8(i);
  return { wrapped, clamped, exact, total, view };
}
