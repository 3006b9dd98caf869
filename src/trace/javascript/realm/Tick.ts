/** Answers of `Host.tick`: go on, send what has gathered, or which limit is reached. */
export const Tick = { GO: 0, FLUSH: 1, WALL: 2, HEAP: 3, BUFFER: 4 } as const;
