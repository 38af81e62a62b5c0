import type { Core } from '../core.ts';
import type { MethodName } from '../method-parameters.ts';
import type { Params, Upload } from '../parameters.ts';
import type { BotState } from '../world.ts';

/** One call after its parameters were checked. */
export interface Call {
  readonly core: Core;
  readonly bot: BotState;
  readonly method: MethodName;
  readonly params: Params;
  readonly uploads: ReadonlyMap<string, Upload>;
}

/** Answers a call: the `result`, or throws a Refusal. */
export type Handler = (call: Call) => unknown;
