import { SourceError } from "../../../../program/SourceError.js";
import { openFile } from "../../../weights/openFile.js";
import { readBytes } from "../../../weights/readBytes.js";
import { readSafetensorsHeader } from "../../../weights/safetensors/readSafetensorsHeader.js";
import { SAFETENSORS_BYTES } from "../../../weights/safetensors/SafetensorsHeader.js";
import { floatsOf } from "./floatsOf.js";
import type { TensorFile } from "./TensorFile.js";

/** Opens a safetensors file. @throws SourceError for whatever its header says wrongly. */
export async function safetensorsFile(file: string): Promise<TensorFile> {
  const { tensors } = await readSafetensorsHeader(file);
  const part = async (name: string, from: number, count: number): Promise<Float32Array> => {
    const entry = tensors.get(name);
    if (!entry) throw new SourceError(`has no tensor ${JSON.stringify(name)}`, file);
    const width = SAFETENSORS_BYTES[entry.type];
    const bytes = new Uint8Array(count * width);
    const handle = await openFile(file);
    try {
      await readBytes(handle, bytes, entry.offset + from * width, `tensor ${JSON.stringify(name)}`, file);
    } finally {
      await handle.close();
    }
    const floats = floatsOf(bytes, entry.type);
    if (!floats) {
      throw new SourceError(
        `tensor ${JSON.stringify(name)} has type ${entry.type}; expected F32, F16, BF16 or F64`,
        file,
      );
    }
    return floats;
  };
  return {
    file,
    tensors,
    numbers: async name => {
      const { type, bytes } = tensors.get(name) ?? { type: "F32", bytes: 0 };
      return await part(name, 0, bytes / SAFETENSORS_BYTES[type]);
    },
    part,
  };
}
