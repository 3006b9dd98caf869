const CODES = { "-.-": "k", ".-": "a", "-": "t", "...": "s", "---": "o", "--": "m", ".": "e" };

function decode(signal) {
  let text = "";
  let start = 0;
  let unknown = 0;
  scan: for (let i = 0; i <= signal.length; i++) {
    switch (signal[i]) {
      case ".":
      case "-":
        continue scan;
      case "/":
      case undefined: {
        const code = signal.slice(start, i);
        start = i + 1;
        if (code === "") break scan;
        text += CODES[code] ?? (unknown++, "?");
        break;
      }
      default:
        throw new TypeError(`bad mark ${signal[i]}`);
    }
  }
  return [text, unknown];
}
