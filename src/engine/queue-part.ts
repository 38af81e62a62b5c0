import { randomUUID } from 'node:crypto';
import { type Lane, lanes, type PartKind } from '../domain/delivery.ts';
import type { Database } from '../ports/database.ts';
import { insertParts, type PartContent } from '../store/parts.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';

/** A message outside a directive's fan-out. */
export interface OwnPart {
  readonly chat: { readonly id: string; readonly accountId: string };
  readonly kind: PartKind;
  readonly lane: Lane;
  readonly content?: PartContent;
  readonly subjectId?: string;
  /** The directive that the message speaks of: a drill marks whatever is said about it. */
  readonly about?: string;
  /** A part of ours in the same chat that this one answers. */
  readonly replyTo?: string;
}

/** Queues one message and asks for it to be sent. Returns the part's id. */
export async function queuePart(
  engine: Engine,
  tx: Database,
  wake: Wake,
  part: OwnPart,
): Promise<string> {
  const [id = ''] = await queueParts(engine, tx, wake, [part]);
  return id;
}

/** As `queuePart`, of several. */
export async function queueParts(
  engine: Engine,
  tx: Database,
  wake: Wake,
  parts: readonly OwnPart[],
): Promise<readonly string[]> {
  const now = engine.machine.now();
  const rows = parts.map(({ chat, lane, ...part }) => ({
    ...part,
    id: randomUUID(),
    chatId: chat.id,
    accountId: chat.accountId,
    lane: lanes[lane],
  }));
  await insertParts(tx, rows, {
    now,
    giveUpAt: new Date(now.getTime() + engine.settings.delivery.giveUpMs),
  });
  for (const accountId of new Set(rows.map((row) => row.accountId))) {
    wake({ job: 'deliver', accountId });
  }
  return rows.map(({ id }) => id);
}
