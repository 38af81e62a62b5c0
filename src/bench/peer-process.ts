/** grammY by itself, as other bots use it: sends the same calls and records nothing. */
import { autoRetry } from '@grammyjs/auto-retry';
import { apiThrottler } from '@grammyjs/transformer-throttler';
import type { Api } from 'grammy';
import type { InlineKeyboardMarkup, MessageEntity } from 'grammy/types';
import { createClient, defaultTimeouts } from '../channels/telegram/client.ts';
import { bot } from './cast.ts';
import { serveParent } from './child.ts';
import { processorMs } from './memory.ts';
import type { Sample } from './network-process.ts';

/** What the client is helped by. */
export type Peer = 'plain' | 'auto-retry' | 'throttler';

const calls = {
  /** Sends a message to each chat, so many at a time; returns how long it took, and how many failed. */
  send: async ({
    apiRoot,
    sample,
    chats,
    concurrency,
    peer,
  }: {
    readonly apiRoot: string;
    readonly sample: Sample;
    readonly chats: readonly number[];
    readonly concurrency: number;
    readonly peer: Peer;
  }): Promise<{ readonly ms: number; readonly processorMs: number; readonly failed: number }> => {
    const client = createClient({ token: bot.token, apiRoot, timeouts: defaultTimeouts });
    help(client.api, peer);
    const form = {
      link_preview_options: { is_disabled: true },
      entities: [...sample.entities] as MessageEntity[],
      ...(sample.replyMarkup ? { reply_markup: sample.replyMarkup as InlineKeyboardMarkup } : {}),
    };
    let next = 0;
    let failed = 0;
    const start = performance.now();
    const processorStart = processorMs();
    const lane = async () => {
      for (;;) {
        const chat = chats[next];
        next += 1;
        if (chat === undefined) return;
        await client.api.sendMessage(chat, sample.text, form).catch(() => {
          failed += 1;
        });
      }
    };
    await Promise.all(Array.from({ length: concurrency }, lane));
    const ms = performance.now() - start;
    client.close();
    return { ms, processorMs: processorMs() - processorStart, failed };
  },
};

export type PeerCalls = typeof calls;

function help(api: Api, peer: Peer): void {
  switch (peer) {
    case 'plain':
      return;
    case 'auto-retry':
      api.config.use(autoRetry());
      return;
    case 'throttler':
      api.config.use(apiThrottler());
      return;
  }
}

serveParent(calls);
