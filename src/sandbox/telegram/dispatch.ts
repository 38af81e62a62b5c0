import { readBody } from './body.ts';
import { type Core, fileById } from './core.ts';
import { type Fault, type FaultScript, refusalOf } from './faults.ts';
import type { CallRecord } from './ledger.ts';
import type { Limiter } from './limiter.ts';
import type { MethodName } from './method-parameters.ts';
import { METHODS } from './method-table.ts';
import { checkParameters, methodNamed, type RawBody } from './parameters.ts';
import { chatNumberOf } from './places.ts';
import type { Poller } from './poller.ts';
import { malformed, Refusal } from './refusal.ts';
import type { Wire } from './wire.ts';
import type { BotState } from './world.ts';

/** A request as it came off the wire. */
export interface ApiRequest {
  readonly token: string;
  readonly method: string;
  readonly query: string;
  readonly contentType: string;
  /** `undefined` when it was too large to take. */
  readonly body: Buffer | undefined;
  readonly onGone: (leave: () => void) => void;
}

/** An answer on its way out, with the fault that happens to it. */
export interface ApiAnswer {
  readonly status: number;
  readonly json:
    | { readonly ok: true; readonly result: unknown }
    | {
        readonly ok: false;
        readonly error_code: number;
        readonly description: string;
        readonly parameters?: Wire;
      };
  readonly fault: Fault | undefined;
}

/** Turns requests into calls, applies faults and limits, and writes the ledger. */
export interface Dispatcher {
  dispatch(request: ApiRequest): Promise<ApiAnswer>;
  /** The bytes of `/file/bot<token>/<path>`. */
  download(token: string, path: string): Uint8Array | undefined;
  /** Notes a request whose body was never read. */
  noteUnread(token: string, method: string, fault: Fault): void;
}

/** What the dispatcher is given. */
export interface DispatchParts {
  readonly core: Core;
  readonly botOf: (token: string) => BotState | undefined;
  readonly script: FaultScript;
  readonly limiter: Limiter;
  readonly poller: Poller;
  readonly keepsBodies: boolean;
}

interface Noted {
  readonly bot: number;
  readonly method: string;
  readonly chat?: number;
  readonly body?: Wire;
}

/** The dispatcher of one network. */
export function createDispatcher(parts: DispatchParts): Dispatcher {
  const { core, script } = parts;

  const note = (call: Noted, status: number, rest: Partial<CallRecord> = {}): void => {
    core.log.record({
      type: 'called',
      call: { at: core.now(), status, messages: 0, ...call, ...rest },
    });
  };

  const refused = (call: Noted, refusal: Refusal, fault?: Fault): ApiAnswer => {
    note(call, refusal.code, {
      ...(fault === undefined ? {} : { fault: fault.kind }),
      ...(refusal.isViolation ? { violation: refusal.description } : {}),
    });
    return { ...answerFor(refusal), fault };
  };

  const run = (bot: BotState, method: MethodName, body: RawBody, noted: Noted): ApiAnswer => {
    const fault = script.take(method, noted.chat);
    try {
      script.checkHolds(bot.user.id, noted.chat);
      if (fault !== undefined) {
        script.hold(fault, bot.user.id, noted.chat);
        throwIfRefusal(fault);
      }
      const params = checkParameters(method, body);
      const weight = weightOf(body);
      if (noted.chat !== undefined) parts.limiter.admit(bot.user.id, noted.chat, method, weight);
      const handler = method === 'getUpdates' ? undefined : METHODS[method];
      if (handler === undefined) throw new Refusal(404, 'Not Found', { isViolation: true });
      const result = handler({ core, bot, method, params, uploads: body.uploads });
      const messages = /^(send(?!ChatAction)|copy|forward)/.test(method) ? weight : 0;
      note(noted, 200, { messages, ...(fault === undefined ? {} : { fault: fault.kind }) });
      return { status: 200, json: { ok: true, result }, fault };
    } catch (error) {
      if (error instanceof Refusal) return refused(noted, error, fault);
      throw error;
    }
  };

  const poll = async (
    bot: BotState,
    body: RawBody,
    noted: Noted,
    onGone: ApiRequest['onGone'],
  ): Promise<ApiAnswer> => {
    const fault = script.take('getUpdates', undefined);
    try {
      if (fault !== undefined) throwIfRefusal(fault);
      const result = await parts.poller.poll(bot, checkParameters('getUpdates', body), onGone);
      note(noted, 200, fault === undefined ? {} : { fault: fault.kind });
      return { status: 200, json: { ok: true, result }, fault };
    } catch (error) {
      if (error instanceof Refusal) return refused(noted, error, fault);
      throw error;
    }
  };

  return {
    dispatch: async ({ token, method: name, query, contentType, body: bytes, onGone }) => {
      const bot = parts.botOf(token);
      if (bot === undefined)
        return { ...answerFor(new Refusal(401, 'Unauthorized')), fault: undefined };
      const method = methodNamed(name);
      const bare = { bot: bot.user.id, method: method ?? name };
      if (method === undefined)
        return refused(bare, new Refusal(404, 'Not Found', { isViolation: true }));
      if (bytes === undefined) return refused(bare, new Refusal(413, 'Request Entity Too Large'));
      let body: RawBody;
      try {
        if (isLoggedOut(core, bot)) throw new Refusal(401, 'Unauthorized');
        body = readBody(contentType, bytes, query);
      } catch (error) {
        if (error instanceof Refusal) return refused(bare, error);
        throw error;
      }
      const chat = chatNumberOf(core, body.fields.chat_id);
      const noted: Noted = {
        ...bare,
        ...(chat === undefined ? {} : { chat }),
        ...(parts.keepsBodies && method !== 'getUpdates' ? { body: body.fields } : {}),
      };
      if (method === 'getUpdates') return await poll(bot, body, noted, onGone);
      try {
        return core.log.transaction(() => run(bot, method, body, noted));
      } catch (error) {
        // A fault of the simulation itself must fail the test that met it, so it counts as a violation.
        const words = `the simulated network failed: ${error instanceof Error ? error.message : ''}`;
        return refused(noted, new Refusal(500, words, { isViolation: true }));
      }
    },
    download: (token, path) => {
      const bot = parts.botOf(token);
      const fileId = /^documents\/([\w-]+)$/.exec(path)?.[1] ?? '';
      const file = bot === undefined ? undefined : fileById(core.world, bot, fileId);
      return file === undefined ? undefined : core.log.blobs.get(file.sha256);
    },
    noteUnread: (token, method, fault) => {
      const bot = parts.botOf(token);
      if (bot !== undefined) note({ bot: bot.user.id, method }, 0, { fault: fault.kind });
    },
  };
}

/** A bad gateway answers instead of the network, so nothing is done either. */
function throwIfRefusal(fault: Fault): void {
  const refusal = fault.kind === 'bad-gateway' ? new Refusal(502, 'Bad Gateway') : refusalOf(fault);
  if (refusal !== undefined) throw refusal;
}

function answerFor(refusal: Refusal): Omit<ApiAnswer, 'fault'> {
  const { code, description, parameters } = refusal;
  return {
    status: code,
    json: {
      ok: false,
      error_code: code,
      description,
      ...(parameters === undefined ? {} : { parameters }),
    },
  };
}

const LOG_OUT_MS = 600_000;

function isLoggedOut(core: Core, bot: BotState): boolean {
  return bot.loggedOutAt !== undefined && core.now() - bot.loggedOutAt < LOG_OUT_MS;
}

/** How many messages a call would put into the chat. */
function weightOf({ fields }: RawBody): number {
  const list = fields.media ?? fields.message_ids;
  const parsed: unknown = typeof list === 'string' ? safeParse(list) : list;
  return Array.isArray(parsed) ? parsed.length : 1;
}

function safeParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed("can't parse a list: not JSON");
  }
}
