import protobuf from "protobufjs";

/**
 * The part of ONNX' file format this project writes: names and numbers are those of onnx.proto, messages and fields that
 * are never written are left out.
 */
const schema = `
syntax = "proto3";
package onnx;
message ModelProto {
  int64 ir_version = 1;
  string producer_name = 2;
  GraphProto graph = 7;
  repeated OperatorSetIdProto opset_import = 8;
}
message OperatorSetIdProto { string domain = 1; int64 version = 2; }
message GraphProto {
  repeated NodeProto node = 1;
  string name = 2;
  repeated TensorProto initializer = 5;
  repeated ValueInfoProto input = 11;
  repeated ValueInfoProto output = 12;
}
message NodeProto {
  repeated string input = 1;
  repeated string output = 2;
  string name = 3;
  string op_type = 4;
  repeated AttributeProto attribute = 5;
  string domain = 7;
}
message AttributeProto {
  string name = 1;
  float f = 2;
  int64 i = 3;
  bytes s = 4;
  repeated float floats = 7;
  repeated int64 ints = 8;
  int32 type = 20;
}
message TensorProto {
  repeated int64 dims = 1;
  int32 data_type = 2;
  string name = 8;
  bytes raw_data = 9;
  repeated StringStringEntryProto external_data = 13;
  int32 data_location = 14;
}
message StringStringEntryProto { string key = 1; string value = 2; }
message ValueInfoProto { string name = 1; TypeProto type = 2; }
message TypeProto { Tensor tensor_type = 1; message Tensor { int32 elem_type = 1; TensorShapeProto shape = 2; } }
message TensorShapeProto { repeated Dimension dim = 1; message Dimension { int64 dim_value = 1; string dim_param = 2; } }
`;

/** Numbers of element types (TensorProto.DataType). */
export const elementType = { f32: 1, i32: 6, i64: 7, bool: 9, f16: 10, bf16: 16 } as const;

/** Names of the element types a graph here is made of. */
export type ElementType = keyof typeof elementType;

/** An attribute: numbers that are whole are integers unless they are wrapped as `{ float }`. */
export type Attribute = number | string | readonly number[] | { readonly float: number };

/** A node, as in NodeProto. */
export interface OnnxNode {
  readonly op: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A constant: its bytes, or where in which file they lie (`location` is relative to the folder the session is told). */
export interface OnnxTensor {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  readonly data: Uint8Array | { readonly location: string; readonly offset: number; readonly length: number };
}

/** An input or output; a string is a dimension known when it runs. */
export interface OnnxValue {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly (number | string)[];
}

/** All of a model file. */
export interface OnnxModel {
  readonly nodes: readonly OnnxNode[];
  readonly tensors: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

let messages: protobuf.Type | undefined;

function modelType(): protobuf.Type {
  messages ??= protobuf.parse(schema, { keepCase: true }).root.lookupType("onnx.ModelProto");
  return messages;
}

function attribute(name: string, value: Attribute): Record<string, unknown> {
  // AttributeProto.AttributeType: FLOAT 1, INT 2, STRING 3, INTS 7.
  if (typeof value === "string") return { name, type: 3, s: Buffer.from(value) };
  if (typeof value === "number")
    return Number.isInteger(value) ? { name, type: 2, i: value } : { name, type: 1, f: value };
  if ("float" in value) return { name, type: 1, f: value.float };
  return { name, type: 7, ints: value };
}

function tensor({ name, type, dims, data }: OnnxTensor): Record<string, unknown> {
  const entry = { name, dims, data_type: elementType[type] };
  if (data instanceof Uint8Array) return { ...entry, raw_data: data };
  const place = { location: data.location, offset: String(data.offset), length: String(data.length) };
  // TensorProto.DataLocation: EXTERNAL 1.
  return {
    ...entry,
    data_location: 1,
    external_data: Object.entries(place).map(([key, value]) => ({ key, value })),
  };
}

function valueInfo({ name, type, dims }: OnnxValue): Record<string, unknown> {
  const dim = dims.map(size => (typeof size === "number" ? { dim_value: size } : { dim_param: size }));
  return { name, type: { tensor_type: { elem_type: elementType[type], shape: { dim } } } };
}

/** Bytes of an `.onnx` file (IR 10, operators 21 and com.microsoft 1). */
export function encodeModel(model: OnnxModel): Uint8Array {
  return modelType()
    .encode({
      ir_version: 10,
      producer_name: "tracebook",
      opset_import: [
        { domain: "", version: 21 },
        { domain: "com.microsoft", version: 1 },
      ],
      graph: {
        name: "model",
        node: model.nodes.map((node, index) => ({
          input: node.inputs,
          output: node.outputs,
          name: `${index}_${node.op}`,
          op_type: node.op,
          attribute: Object.entries(node.attributes).map(([name, value]) => attribute(name, value)),
          domain: node.domain,
        })),
        initializer: model.tensors.map(tensor),
        input: model.inputs.map(valueInfo),
        output: model.outputs.map(valueInfo),
      },
    })
    .finish();
}
