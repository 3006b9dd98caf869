import { IntMap } from "./IntMap.js";

const PAGE = 64;

interface Page {
  readonly edit: number;
  readonly bytes: Uint8Array;
  /** 1 where the byte is recorded. */
  readonly known: Uint8Array;
}

/** Content of a modelled ArrayBuffer as pages, so that views over it agree and clones cost nothing. */
export class BufferBytes {
  private pages: IntMap<Page> = new IntMap();

  /** The byte, or -1 when it is not recorded. */
  get(at: number): number {
    const page = this.pages.get(Math.floor(at / PAGE));
    return page === undefined || page.known[at % PAGE] === 0 ? -1 : page.bytes[at % PAGE];
  }

  set(at: number, byte: number, edit: number): void {
    const index = Math.floor(at / PAGE);
    let page = this.pages.get(index);
    if (page === undefined || page.edit !== edit) {
      page =
        page === undefined
          ? { edit, bytes: new Uint8Array(PAGE), known: new Uint8Array(PAGE) }
          : { edit, bytes: page.bytes.slice(), known: page.known.slice() };
      this.pages.set(index, page, edit);
    }
    page.bytes[at % PAGE] = byte;
    page.known[at % PAGE] = 1;
  }

  /** Forgets a byte: it is no longer known. */
  forget(at: number, edit: number): void {
    if (this.get(at) < 0) return;
    this.set(at, 0, edit);
    const page = this.pages.get(Math.floor(at / PAGE));
    if (page !== undefined) page.known[at % PAGE] = 0;
  }

  clone(): BufferBytes {
    const copy = new BufferBytes();
    copy.pages = this.pages.clone();
    return copy;
  }
}
