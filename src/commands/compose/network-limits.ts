import { splitText } from '../../domain/split-text.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Capabilities, Driver } from '../../ports/channel.ts';
import type { ChatRow } from '../../store/chats.ts';
import type { Scene } from './scene.ts';

/** What one of the networks that reach the audience takes. */
export interface NetworkLimits extends Pick<Capabilities, 'maxText' | 'file'> {
  readonly driver: Driver;
}

/** The limits of the networks that some chats are on, each once. */
export function limitsOf(engine: Engine, chats: readonly ChatRow[]): readonly NetworkLimits[] {
  const byAccount = new Map<string, NetworkLimits>();
  for (const { accountId, kind } of chats) {
    const channel = byAccount.has(accountId) ? undefined : engine.channels.get(accountId);
    if (!channel) continue;
    const { maxText, file } = channel.capabilities(kind);
    byAccount.set(accountId, { driver: channel.driver, maxText, file });
  }
  return [...byAccount.values()];
}

/** UTF-16 units that a card may have on every network of the audience. */
export function cardRoom({ limits }: Pick<Scene, 'limits'>): number {
  return Math.min(4096, ...limits.map(({ maxText }) => maxText));
}

/** The files that a network of the audience would not take. */
export function unfitFiles({ body, limits }: Pick<Scene, 'body' | 'limits'>) {
  return limits.flatMap(({ driver, file }) =>
    body.files.flatMap(({ fileId, name, bytes }) => {
      if (!fileId || takes(file, name, bytes)) return [];
      return [{ driver, name, bytes, maxBytes: file?.maxBytes ?? 0 }];
    }),
  );
}

function takes(limit: Capabilities['file'], name: string, bytes: number): boolean {
  if (!limit) return false;
  const extension = name.split('.').at(-1)?.toLowerCase() ?? '';
  const isRefused = limit.refusedExtensions?.includes(extension) ?? false;
  return bytes <= limit.maxBytes && !isRefused;
}

/** The networks on which the text of the directive becomes several messages, and how many. */
export function splitTexts({ body, limits }: Pick<Scene, 'body' | 'limits'>) {
  if (body.files.length > 0) return [];
  return limits
    .map(({ driver, maxText }) => ({ driver, messages: splitText(body.text, maxText).length }))
    .filter(({ messages }) => messages > 1);
}
