/**
 * Counts occurrences of (frame, site) pairs. Loops ask for the same pair again and again, so the last frame of
 * each site is kept aside; other pairs live in an open-addressing table of typed arrays.
 */
export class PairCounter {
  private readonly lastFrame: Int32Array;
  private readonly lastSlot: Int32Array;
  private frames: Int32Array;
  private sites: Int32Array;
  private counts: Int32Array;
  private mask: number;
  private used = 0;

  constructor(sites: number) {
    this.lastFrame = new Int32Array(sites).fill(-2);
    this.lastSlot = new Int32Array(sites);
    this.frames = new Int32Array(1024).fill(-1);
    this.sites = new Int32Array(1024);
    this.counts = new Int32Array(1024);
    this.mask = 1023;
  }

  /** 1 for the first time the pair is seen, 2 for the second, … */
  next(frame: number, site: number): number {
    if (this.lastFrame[site] === frame) return ++this.counts[this.lastSlot[site]];
    if (this.used * 2 > this.mask) this.grow();
    const slot = this.slot(frame, site);
    if (this.counts[slot] === 0) {
      this.used++;
      this.frames[slot] = frame;
      this.sites[slot] = site;
    }
    this.lastFrame[site] = frame;
    this.lastSlot[site] = slot;
    return ++this.counts[slot];
  }

  private slot(frame: number, site: number): number {
    let slot = (Math.imul(frame, 0x9e3779b1) ^ Math.imul(site, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & this.mask;
    while (this.counts[slot] !== 0 && (this.frames[slot] !== frame || this.sites[slot] !== site)) {
      slot = (slot + 1) & this.mask;
    }
    return slot;
  }

  private grow(): void {
    const { frames, sites, counts } = this;
    const size = (this.mask + 1) * 2;
    this.frames = new Int32Array(size).fill(-1);
    this.sites = new Int32Array(size);
    this.counts = new Int32Array(size);
    this.mask = size - 1;
    this.lastFrame.fill(-2);
    for (let i = 0; i < counts.length; i++) {
      if (counts[i] === 0) continue;
      const slot = this.slot(frames[i], sites[i]);
      this.frames[slot] = frames[i];
      this.sites[slot] = sites[i];
      this.counts[slot] = counts[i];
    }
  }
}
