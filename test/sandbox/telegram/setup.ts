import { afterEach } from '@jest/globals';
import { Api, GrammyError, HttpError } from 'grammy';
import {
  createTelegramNetwork,
  type TelegramNetwork,
  type TelegramNetworkOptions,
} from '../../../src/sandbox/telegram/network.ts';

export const TOKEN = '111:AAA-test';

const open: TelegramNetwork[] = [];

afterEach(async () => {
  for (const network of open.splice(0)) await network.close();
});

/** A listening network with one bot, one person An and her supergroup; closed after the test. */
export async function openNetwork(options: Partial<TelegramNetworkOptions> = {}) {
  const network = createTelegramNetwork({
    bots: [{ token: TOKEN, username: 'tin_bot', name: 'Tin' }],
    ...options,
  });
  open.push(network);
  const apiRoot = await network.listen();
  const an = network.people.add({ id: 1001, firstName: 'An' });
  const group = network.world.addGroup({ title: 'UBND xã A', owner: an });
  return { network, an, group, api: apiFor(apiRoot) };
}

/** The unmodified client; it gives up after two seconds. */
export function apiFor(apiRoot: string, token = TOKEN): Api {
  return new Api(token, { apiRoot, timeoutSeconds: 2 });
}

/** How a call ended, in one line: `ok`, `403 Forbidden: …` or the kind of network error. */
export async function ending(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    if (error instanceof GrammyError) return `${error.error_code} ${error.description}`;
    if (error instanceof HttpError) {
      const { code, type, message } = error.error as Error & { code?: string; type?: string };
      return `network ${code ?? type ?? (/timed out/.test(message) ? 'timeout' : message)}`;
    }
    throw error;
  }
}

/** A clock set by hand. */
export function handClock(start = '2026-01-05T08:00:00+07:00') {
  let ms = Date.parse(start);
  return {
    now: () => new Date(ms),
    forward: (seconds: number) => {
      ms += seconds * 1000;
    },
  };
}
