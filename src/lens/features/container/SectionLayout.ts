/** How the numbers of a section are stored; little-endian. */
export type SectionType = "u8" | "u16" | "u32" | "i32" | "f32" | "f64";

/** An array of numbers on disk. */
export type SectionArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** Where a section lies: bytes from the start of the data, and how many numbers there are. */
export interface Section {
  readonly type: SectionType;
  readonly offset: number;
  readonly count: number;
}

/** Head of a file of sections. */
export interface SectionHeader {
  /** What the file is, with the version of its layout (`tracebook/firing-index@1`). */
  readonly schema: string;
  /** What it is about; plain JSON. */
  readonly about: unknown;
  readonly sections: Readonly<Record<string, Section>>;
}

/** First bytes of every file of sections. */
export const MAGIC = "tbkarray";
/** Version of the container itself. */
export const CONTAINER = 1;
/** Sections begin at multiples of it. */
export const ALIGNMENT = 64;

const arrays = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;

/** Bytes of one number. */
export function bytesOf(type: SectionType): number {
  return arrays[type].BYTES_PER_ELEMENT;
}

/** An array of a section's type, zeros. */
export function arrayOf(type: SectionType, count: number): SectionArray {
  return new arrays[type](count);
}

/** The next multiple of {@link ALIGNMENT}. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

/** Lays sections one after the other, in the order they are given. */
export function layOut(
  sizes: Readonly<Record<string, { readonly type: SectionType; readonly count: number }>>,
): { readonly sections: Record<string, Section>; readonly bytes: number } {
  const sections: Record<string, Section> = {};
  let at = 0;
  for (const [name, { type, count }] of Object.entries(sizes)) {
    sections[name] = { type, offset: at, count };
    at = aligned(at + bytesOf(type) * count);
  }
  return { sections, bytes: at };
}
