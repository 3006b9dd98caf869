import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ort from "onnxruntime-node";
import { expect, it } from "vitest";
import { encodeModel } from "../../../src/lens/onnx/modelProto.js";

it("a model with constants inside and in a file, every kind of attribute, runs in ONNX Runtime", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tracebook-onnx-"));
  try {
    // [3, 2] weight at byte 5 of a file, as rows of outputs.
    const weight = new Float32Array([1, 2, 3, 4, 5, 6]);
    await writeFile(
      join(folder, "weights.bin"),
      Buffer.concat([Buffer.from("12345"), Buffer.from(weight.buffer)]),
    );
    const shape = new BigInt64Array([3n, 1n]);
    const bytes = encodeModel({
      nodes: [
        {
          op: "FusedMatMul",
          domain: "com.microsoft",
          inputs: ["x", "w"],
          outputs: ["y"],
          attributes: { transB: 1, alpha: { float: 2 } },
        },
        { op: "Transpose", domain: "", inputs: ["y"], outputs: ["t"], attributes: { perm: [1, 0] } },
        { op: "Reshape", domain: "", inputs: ["t", "shape"], outputs: ["r"], attributes: {} },
        { op: "Gelu", domain: "", inputs: ["r"], outputs: ["g"], attributes: { approximate: "tanh" } },
        { op: "LeakyRelu", domain: "", inputs: ["g"], outputs: ["out"], attributes: { alpha: 0.25 } },
      ],
      tensors: [
        { name: "w", type: "f32", dims: [3, 2], data: { location: "weights.bin", offset: 5, length: 24 } },
        { name: "shape", type: "i64", dims: [2], data: new Uint8Array(shape.buffer) },
      ],
      inputs: [{ name: "x", type: "f32", dims: ["rows", 2] }],
      outputs: [{ name: "out", type: "f32", dims: [3, 1] }],
    });
    const session = await ort.InferenceSession.create(bytes, {
      extra: { session: { model_external_initializers_file_folder_path: folder } },
    });
    const { out } = await session.run({ x: new ort.Tensor("float32", [1, -0.5], [1, 2]) });
    const gelu = (x: number) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
    const expected = [0, 2, 4].map(x => gelu(x));
    expect(out.dims).toEqual([3, 1]);
    for (const [index, value] of expected.entries()) expect(Number(out.data[index])).toBeCloseTo(value, 5);
    await session.release();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
