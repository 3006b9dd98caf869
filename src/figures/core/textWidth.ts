/** Advance widths of U+0020 … U+007E in 1/2048 em, read from the fonts we ship. */
const SANS: readonly number[] = [
  651, 821, 942, 1716, 1303, 1946, 1597, 563, 799, 799, 1024, 1716, 651, 739, 651, 690, 1303, 1303, 1303,
  1303, 1303, 1303, 1303, 1303, 1303, 1303, 690, 690, 1716, 1716, 1716, 1087, 2048, 1401, 1405, 1430, 1577,
  1294, 1178, 1587, 1540, 604, 604, 1343, 1141, 1767, 1532, 1612, 1235, 1612, 1423, 1300, 1251, 1499, 1401,
  2025, 1403, 1251, 1403, 799, 690, 799, 1716, 1024, 1024, 1255, 1300, 1126, 1300, 1260, 721, 1300, 1298, 569,
  569, 1186, 569, 1995, 1298, 1253, 1300, 1300, 842, 1067, 803, 1298, 1212, 1675, 1212, 1212, 1075, 1303, 690,
  1303, 1716,
];
const BOLD: readonly number[] = [
  713, 934, 1067, 1716, 1425, 2052, 1786, 627, 936, 936, 1071, 1716, 778, 850, 778, 748, 1425, 1425, 1425,
  1425, 1425, 1425, 1425, 1425, 1425, 1425, 819, 819, 1716, 1716, 1716, 1188, 2048, 1585, 1561, 1503, 1700,
  1399, 1399, 1681, 1714, 762, 762, 1587, 1305, 2038, 1714, 1741, 1501, 1741, 1577, 1475, 1397, 1663, 1585,
  2259, 1579, 1483, 1485, 936, 748, 936, 1716, 1024, 1024, 1382, 1466, 1214, 1466, 1389, 891, 1466, 1458, 702,
  702, 1362, 702, 2134, 1458, 1407, 1466, 1466, 1010, 1219, 979, 1458, 1335, 1892, 1321, 1335, 1192, 1458,
  748, 1458, 1716,
];

/** Faces the figures are set in. */
export type Face = "sans" | "bold" | "mono";

/** Font stacks: the font we ship first, then what is metrically near it. */
export const FAMILY: Readonly<Record<"sans" | "mono", string>> = {
  sans: "'DejaVu Sans',Verdana,Geneva,sans-serif",
  mono: "'DejaVu Sans Mono',Menlo,Consolas,monospace",
};

/** Columns a character takes in a fixed-width face: 2 for East Asian wide characters and emoji, 0 for marks. */
export function columns(character: string): number {
  const code = character.codePointAt(0)!;
  if (code < 0x300) return 1;
  if (
    (code >= 0x300 && code < 0x370) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0xfe00 && code < 0xfe10)
  ) {
    return 0;
  }
  if (
    (code >= 0x1100 && code < 0x1160) ||
    (code >= 0x2e80 && code < 0xa4d0) ||
    (code >= 0xac00 && code < 0xd7a4)
  ) {
    return 2;
  }
  return (code >= 0xf900 && code < 0xfb00) || (code >= 0xff00 && code < 0xff61) || code >= 0x1f000 ? 2 : 1;
}

/** Width of a text in pixels at a font size, exact for ASCII in the shipped fonts and a safe estimate beyond. */
export function textWidth(text: string, size: number, face: Face = "sans"): number {
  const table = face === "bold" ? BOLD : SANS;
  let units = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (face === "mono") units += columns(character) * 1233;
    else if (code >= 0x20 && code < 0x7f) units += table[code - 0x20]!;
    else units += columns(character) * 1300;
  }
  return (units * size) / 2048;
}

/** Cuts a text so that it fits, ending in `…` where something is missing. */
export function fitText(text: string, width: number, size: number, face: Face = "sans"): string {
  if (textWidth(text, size, face) <= width) return text;
  let kept = "";
  let used = textWidth("…", size, face);
  for (const character of text) {
    used += textWidth(character, size, face);
    if (used > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** Breaks a text at spaces into lines that fit; a word wider than the line is cut into pieces. */
export function wrapText(text: string, width: number, size: number, face: Face = "sans"): string[] {
  const lines: string[] = [];
  let line = "";
  for (let word of text.split(" ")) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (textWidth(joined, size, face) <= width) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    while (textWidth(word, size, face) > width) {
      const head = fitText(word, width, size, face).slice(0, -1) || [...word][0]!;
      lines.push(head);
      word = word.slice(head.length);
    }
    line = word;
  }
  lines.push(line);
  return lines;
}
