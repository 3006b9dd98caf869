/** A file in a zip archive, not read. */
export interface ZipEntry {
  readonly name: string;
  /** How its bytes are stored: as they are, or deflated (RFC 1951). */
  readonly method: "stored" | "deflated";
  /** Bytes in the archive, and when they are taken out. */
  readonly packed: number;
  readonly size: number;
  /** CRC-32 of the bytes taken out. */
  readonly crc: number;
  /** Byte of the archive at which its local header begins. */
  readonly header: number;
}
