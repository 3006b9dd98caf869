import { DOMException } from "./DOMException.js";
import { codedError, defineFunctions, defineGlobal, disguiseClass, received } from "./define.js";
import { check } from "./flow.js";
import { host } from "./Host.js";
import { recordBytes } from "./mutators/buffers.js";
import {
  charCode,
  NativeError,
  NativeTypeError,
  NativeUint8Array,
  SafeWeakMap,
  typedBuffer,
  typedOffset,
} from "./primordials.js";

/** Base64 as Node has it; its DOMException becomes the realm's. */
function convert(run: () => string): string {
  check();
  try {
    return run();
  } catch (error) {
    if (!(error instanceof NativeError)) throw error;
    throw new DOMException(error.message, "InvalidCharacterError");
  }
}

/** Defines `TextEncoder`, `TextDecoder`, `atob` and `btoa`; the bytes are Node's. */
export function defineEncoding(): void {
  defineFunctions({
    atob(data: unknown): string {
      const text = `${data as string}`;
      return convert(() => host.atob(text));
    },
    btoa(data: unknown): string {
      const text = `${data as string}`;
      return convert(() => host.btoa(text));
    },
  });

  class TextEncoder {
    get encoding(): string {
      return "utf-8";
    }
    encode(input: unknown = ""): Uint8Array {
      check();
      const text = `${input as string}`;
      const bytes = new NativeUint8Array(host.utf8Length(text));
      host.encodeInto(text, bytes);
      return bytes;
    }
    encodeInto(source: unknown, target: Uint8Array): { read: number; written: number } {
      check();
      if (typeof source !== "string") {
        throw codedError(
          `The "src" argument must be of type string. Received ${received(source)}`,
          "ERR_INVALID_ARG_TYPE",
          NativeTypeError,
        );
      }
      const written = host.encodeInto(source, target);
      let read = 0;
      for (let bytes = 0; bytes < written; ) {
        const unit = charCode(source, read);
        const pair = unit >= 0xd800 && unit < 0xdc00 && isLow(source, read + 1);
        bytes += pair ? 4 : unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
        read += pair ? 2 : 1;
      }
      const from = typedOffset(target);
      recordBytes(typedBuffer(target), from, from + written);
      return { read, written };
    }
  }

  interface Decoder {
    readonly handle: number;
    readonly fatal: boolean;
    readonly ignoreBOM: boolean;
  }
  const decoders = new SafeWeakMap<object, Decoder>();
  class TextDecoder {
    constructor(label: unknown = "utf-8", options: { fatal?: unknown; ignoreBOM?: unknown } = {}) {
      check();
      const fatal = !!options?.fatal;
      const ignoreBOM = !!options?.ignoreBOM;
      decoders.set(this, { handle: host.decoder(`${label as string}`, fatal, ignoreBOM), fatal, ignoreBOM });
    }
    get encoding(): string {
      return host.decoderEncoding(decoders.get(this)!.handle);
    }
    get fatal(): boolean {
      return decoders.get(this)!.fatal;
    }
    get ignoreBOM(): boolean {
      return decoders.get(this)!.ignoreBOM;
    }
    decode(input: unknown = new NativeUint8Array(0), options: { stream?: unknown } = {}): string {
      check();
      return host.decode(decoders.get(this)!.handle, input, !!options?.stream);
    }
  }
  for (const [name, type] of [
    ["TextEncoder", TextEncoder],
    ["TextDecoder", TextDecoder],
  ] as const) {
    disguiseClass(type, name);
    defineGlobal(name, type);
  }
}

function isLow(text: string, at: number): boolean {
  const unit = charCode(text, at);
  return unit >= 0xdc00 && unit < 0xe000;
}
