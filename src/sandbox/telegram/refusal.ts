import type { Wire } from './wire.ts';

/** Ends a call with `ok: false`. A class because it is thrown through the handlers. */
export class Refusal extends Error {
  readonly code: number;
  readonly description: string;
  readonly parameters: Wire | undefined;
  /** The caller broke the rules of the API, rather than met a state of the world. */
  readonly isViolation: boolean;

  constructor(
    code: number,
    description: string,
    options: { parameters?: Wire; isViolation?: boolean } = {},
  ) {
    super(description);
    this.code = code;
    this.description = description;
    this.parameters = options.parameters;
    this.isViolation = options.isViolation ?? false;
  }
}

/** A 400 for a state of the world: a chat gone, a message not found. */
export function badRequest(words: string, parameters?: Wire): Refusal {
  return new Refusal(400, `Bad Request: ${words}`, parameters === undefined ? {} : { parameters });
}

/** A 400 for a call no correct program makes; it is also recorded as a violation. */
export function malformed(words: string): Refusal {
  return new Refusal(400, `Bad Request: ${words}`, { isViolation: true });
}

/** A 403. */
export function forbidden(words: string): Refusal {
  return new Refusal(403, `Forbidden: ${words}`);
}
