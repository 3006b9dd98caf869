import { crc32 } from "./crc32.js";
import { isDrawable } from "./fontCoverage.js";
import { packageFile } from "./packageFile.js";
import { columns } from "./textWidth.js";

/** Font files shipped with the package; nothing else is used for PNG. */
export const FONT_FILES: readonly string[] = [
  "fonts/DejaVuSans.ttf",
  "fonts/DejaVuSans-Bold.ttf",
  "fonts/DejaVuSansMono.ttf",
];

/** Largest picture resvg is asked for, in pixels: 64 Mpx are 256 MiB of raw pixels. */
const MAX_PIXELS = 64_000_000;

/**
 * A character without a glyph would leave nothing at all in the picture: a box stands for it, with a space behind
 * it where the character takes two columns.
 */
function withBoxes(svg: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII
  return svg.replace(/[^\x00-\x7f]/gu, character => {
    if (isDrawable(character.codePointAt(0)!)) return character;
    return ["", "□", "□ "][columns(character)];
  });
}

/**
 * Renders a standalone SVG to PNG with the shipped fonts. The bytes depend on the SVG, the scale and the
 * resvg version only. `note` is kept in the file as a `tEXt` chunk named `provenance`.
 * @throws RangeError when the scale is not a positive number or the picture would be too large.
 */
export async function rasterize(svg: string, scale: number, note: string): Promise<Uint8Array> {
  if (!(scale > 0 && scale <= 16)) throw new RangeError(`scale must be above 0 and at most 16, not ${scale}`);
  const { Resvg } = await import("@resvg/resvg-js");
  const picture = new Resvg(withBoxes(svg), {
    fitTo: { mode: "zoom", value: scale },
    font: {
      loadSystemFonts: false,
      fontFiles: FONT_FILES.map(packageFile),
      defaultFontFamily: "DejaVu Sans",
      sansSerifFamily: "DejaVu Sans",
      monospaceFamily: "DejaVu Sans Mono",
    },
  });
  if (picture.width * picture.height * scale * scale > MAX_PIXELS) {
    throw new RangeError(
      `the picture would have over ${MAX_PIXELS} pixels: lower the scale or the lines shown`,
    );
  }
  return withNote(picture.render().asPng(), note);
}

/** Puts a `tEXt` chunk behind the header chunk of a PNG. */
export function withNote(png: Uint8Array, note: string): Uint8Array {
  // tEXt is Latin-1: everything beyond ASCII is written as JSON escapes, which the note (JSON) may hold.
  const ascii = note.replace(
    /[^\x20-\x7e]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const body = new TextEncoder().encode(`tEXtprovenance\0${ascii}`);
  const chunk = new Uint8Array(body.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, body.length - 4);
  chunk.set(body, 4);
  view.setUint32(4 + body.length, crc32(body));
  // Signature (8) and IHDR (4 length, 4 type, 13 data, 4 CRC) come first.
  const head = 33;
  const out = new Uint8Array(png.length + chunk.length);
  out.set(png.subarray(0, head), 0);
  out.set(chunk, head);
  out.set(png.subarray(head), head + chunk.length);
  return out;
}
