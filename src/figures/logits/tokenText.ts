const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Bytes of a token as text for people: what is no UTF-8 by itself (a part of a character) stands as `\xF0\x9F`. */
export function tokenText(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    let text = "";
    for (let at = 0; at < bytes.length; ) {
      const long = bytes[at] < 0x80 ? 1 : bytes[at] < 0xe0 ? 2 : bytes[at] < 0xf0 ? 3 : 4;
      const piece = bytes.subarray(at, at + long);
      try {
        text += strict.decode(piece);
        at += piece.length;
      } catch {
        text += `\\x${bytes[at++].toString(16).toUpperCase().padStart(2, "0")}`;
      }
    }
    return text;
  }
}

/** Text of a token with its white space to be seen: `␣return`, `⏎`. */
export function spelled(text: string): string {
  return text.replace(/ /g, "␣").replace(/\n/g, "⏎").replace(/\t/g, "⇥");
}
