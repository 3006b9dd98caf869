import { define } from "./environment.js";
import { guard } from "./guard.js";
import type { Host } from "./Host.js";
import { isBytes, NativeString, NativeTypeError, NativeUint8Array } from "./primordials.js";

/** `TextEncoder`, `TextDecoder`, `atob` and `btoa`: the work is Node's, done on strings and bytes only. */
export function makeEncoding(host: Host): void {
  define(
    "TextEncoder",
    class TextEncoder {
      get encoding(): string {
        return "utf-8";
      }
      encode(input: unknown = ""): Uint8Array {
        const text = NativeString(input);
        const bytes = new NativeUint8Array(host.utf8Length(text));
        host.encodeInto(text, bytes);
        return bytes;
      }
      encodeInto(input: unknown, bytes: Uint8Array): { read: number; written: number } {
        if (!isBytes(bytes))
          throw new NativeTypeError('The "dest" argument must be an instance of Uint8Array.');
        const text = NativeString(input);
        const [read, written] = [host.encodeInto(text, bytes), host.written()];
        return { read, written };
      }
    },
  );
  define(
    "TextDecoder",
    class TextDecoder {
      readonly #handle: number;
      readonly #fatal: boolean;
      readonly #ignoreBOM: boolean;
      constructor(label: unknown = "utf-8", options: { fatal?: boolean; ignoreBOM?: boolean } = {}) {
        this.#fatal = Boolean(options.fatal);
        this.#ignoreBOM = Boolean(options.ignoreBOM);
        this.#handle = guard(() => host.decoder(NativeString(label), this.#fatal, this.#ignoreBOM));
      }
      get encoding(): string {
        return host.decoderEncoding(this.#handle);
      }
      get fatal(): boolean {
        return this.#fatal;
      }
      get ignoreBOM(): boolean {
        return this.#ignoreBOM;
      }
      decode(input?: unknown, options: { stream?: boolean } = {}): string {
        const stream = Boolean(options.stream);
        try {
          return host.decode(this.#handle, input, stream);
        } catch {
          throw new NativeTypeError("The encoded data was not valid for encoding utf-8");
        }
      }
    },
  );
  define("atob", { atob: (input: unknown): string => guard(() => host.atob(NativeString(input))) }.atob);
  define("btoa", { btoa: (input: unknown): string => guard(() => host.btoa(NativeString(input))) }.btoa);
}
