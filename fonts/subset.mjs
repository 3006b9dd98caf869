// Cuts the shipped fonts out of Debian's fonts-dejavu-core. Run once by hand, not by the build:
//   npm i --no-save --prefix SCRATCH subset-font@2.9.0
//   node fonts/subset.mjs SCRATCH /usr/share/fonts/truetype/dejavu
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [scratch, from] = process.argv.slice(2);
const subset = createRequire(join(resolve(scratch), "package.json"))("subset-font");

/** Latin, Greek, Cyrillic, Hebrew, basic Arabic, punctuation, arrows, mathematics, boxes, shapes, dingbats, faces. */
const ranges = [
  [0x20, 0x7e], [0xa0, 0x17f], [0x192, 0x192], [0x218, 0x21b], [0x2b0, 0x2ff], [0x300, 0x30f], [0x370, 0x3ff],
  [0x400, 0x45f], [0x490, 0x491], [0x5d0, 0x5ea], [0x60c, 0x652], [0x1e00, 0x1eff], [0x2000, 0x209f],
  [0x20a0, 0x20bf], [0x2100, 0x218f], [0x2190, 0x22ff], [0x2300, 0x23ff], [0x2400, 0x2426], [0x2500, 0x27bf],
  [0x27e8, 0x27eb], [0x27f5, 0x27ff], [0xfffd, 0xfffd], [0x1f600, 0x1f64f],
];
let text = "";
for (const [first, last] of ranges) for (let c = first; c <= last; c++) text += String.fromCodePoint(c);

for (const name of ["DejaVuSans", "DejaVuSans-Bold", "DejaVuSansMono"]) {
  const bytes = await subset(readFileSync(join(from, `${name}.ttf`)), text, {
    targetFormat: "sfnt",
    noHinting: true,
    // Copyright, version, manufacturer, designer, vendor URL, licence and its URL stay in the file.
    preserveNameIds: [0, 5, 8, 9, 11, 13, 14],
    dropTables: ["FFTM", "gasp"],
  });
  writeFileSync(new URL(`${name}.ttf`, import.meta.url), bytes);
  console.log(name, bytes.length);
}
