import type { Random } from "../../questions/random.js";

const NOUNS =
  `amber anchor apron arch badge basin beacon bench birch bolt bonnet braid brook bucket candle canoe canvas cedar chalk
  cliff cloak clover cobalt comet copse coral crest cymbal dome dune easel ember fable fern flask flint frost garnet glade
  goblet grove harbor hazel hinge hollow iris ivory jasmine jetty kettle lantern larch ledge lilac linen locket lupin
  magnet maple marble meadow mortar nettle oar onyx orchard otter pebble pewter pigeon plaza poplar prism quartz quill
  rafter reed ribbon ripple saddle sail scarf shale silo slate spindle spruce stable tassel tawny thistle thimble timber
  topaz trellis tulip turret velvet vessel willow wharf yarrow zephyr`.split(/\s+/);

/** Plausible names that no text mentions, in a random order; each is given once, numbered when they run out. */
export function freshNames(random: Random, taken: ReadonlySet<string>): () => string {
  const free = random.shuffle(NOUNS).filter(noun => !taken.has(noun));
  let given = 0;
  return () => {
    for (;;) {
      const round = Math.floor(given / free.length);
      const word = `${free[given % free.length]}${round === 0 ? "" : round + 1}`;
      given++;
      if (!taken.has(word)) return word;
    }
  };
}
