/** Where the API and the activities take the time from, so that rehearsals and tests can set it. */
export interface Clock {
  now(): Date;
}

/** The machine's own time. */
export const systemClock: Clock = { now: () => new Date() };
