import { randomUUID } from 'node:crypto';
import { type Lane, lanes, type PartKind } from '../domain/delivery.ts';
import type { Database } from '../ports/database.ts';
import { insertParts, type PartContent } from '../store/parts.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';

/** Queues one message outside a directive's fan-out and asks for it to be sent. Returns the part's id. */
export async function queuePart(
  engine: Engine,
  tx: Database,
  wake: Wake,
  part: {
    readonly chat: { readonly id: string; readonly accountId: string };
    readonly kind: PartKind;
    readonly lane: Lane;
    readonly content?: PartContent;
    readonly subjectId?: string;
    /** The directive that the message speaks of: a drill marks whatever is said about it. */
    readonly about?: string;
    /** A part of ours in the same chat that this one answers. */
    readonly replyTo?: string;
  },
): Promise<string> {
  const id = randomUUID();
  const now = engine.machine.now();
  await insertParts(
    tx,
    [
      {
        id,
        chatId: part.chat.id,
        accountId: part.chat.accountId,
        kind: part.kind,
        lane: lanes[part.lane],
        ...(part.content ? { content: part.content } : {}),
        ...(part.subjectId ? { subjectId: part.subjectId } : {}),
        ...(part.about ? { about: part.about } : {}),
        ...(part.replyTo ? { replyTo: part.replyTo } : {}),
      },
    ],
    { now, giveUpAt: new Date(now.getTime() + engine.settings.delivery.giveUpMs) },
  );
  wake({ job: 'deliver', accountId: part.chat.accountId });
  return id;
}
