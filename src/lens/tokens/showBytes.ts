/** Bytes as text for people: what is no UTF-8 as `\xNN`. */
export function showBytes(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("utf8");
  if (!text.includes("\uFFFD")) return text;
  let out = "";
  for (let at = 0; at < bytes.length; ) {
    const length = characterAt(bytes, at);
    if (length > 0) out += Buffer.from(bytes.subarray(at, at + length)).toString("utf8");
    else out += `\\x${bytes[at].toString(16).toUpperCase().padStart(2, "0")}`;
    at += Math.max(1, length);
  }
  return out;
}

/** Bytes of the valid UTF-8 character that begins here; 0 where there is none. */
function characterAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at];
  const length =
    first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  const own = Buffer.from(bytes.subarray(at, at + length));
  return Buffer.from(own.toString("utf8"), "utf8").equals(own) ? length : 0;
}
