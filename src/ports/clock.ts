/** A source of time. Domain functions take a Date instead; nothing else calls `new Date()`. */
export interface Clock {
  now(): Date;
  /** Real milliseconds until this clock shows `at`; 0 when it already does. A scaled clock divides. */
  msUntil(at: Date): number;
}
