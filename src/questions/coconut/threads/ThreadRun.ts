/** Why one event comes before another of another thread. */
export type OrderKind =
  | "start"
  | "join"
  /** A lock let go by one thread for another that waits; conditions, semaphores, events and queues are made of such */
  | "signal"
  /** A lock of the program that one thread holds after another: it happened in this order, and may happen in the other */
  | "lock";

/** A run of a program with threads: what each executed, and what had to happen before what. */
export interface ThreadRun {
  /** 1-based line of each event, in the order in which they happened. */
  readonly lines: readonly number[];
  /** Thread of each event; 0 is the main thread. */
  readonly threads: readonly number[];
  /** Indexes of events; events of one thread are ordered without. */
  readonly edges: readonly { readonly from: number; readonly to: number; readonly kind: OrderKind }[];
  /** What a thread executes while it holds a lock of the program: first and last event. */
  readonly sections: readonly { readonly lock: number; readonly first: number; readonly last: number }[];
}
