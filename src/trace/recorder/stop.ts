/** Why a run was stopped; 0 while it goes on. */
export const Stop = { NONE: 0, STEPS: 1, WALL: 2, HEAP: 3, BUFFER: 4, OUTPUT: 5 } as const;
