/**
 * Answers of `Host.tick`: go on, send what has gathered, or which limit is reached; SLOW is added when much time has
 * passed since the last.
 */
export const Tick = { GO: 0, FLUSH: 1, WALL: 2, HEAP: 3, BUFFER: 4, SLOW: 8 } as const;
