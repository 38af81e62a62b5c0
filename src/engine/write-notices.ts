import { randomUUID } from 'node:crypto';
import { lanes } from '../domain/delivery.ts';
import { isUrgent } from '../domain/directive.ts';
import { splitText } from '../domain/split-text.ts';
import { messagesIn } from '../messages/messages.ts';
import type { Database } from '../ports/database.ts';
import {
  type Amending,
  type HolderRow,
  holdersWithoutNotice,
  settleAmendment,
  wantRemoval,
} from '../store/amendments.ts';
import { insertInformed } from '../store/audience.ts';
import { insertDeliveries } from '../store/deliveries.ts';
import { type DirectiveRow, lockDirective, type VersionRow } from '../store/directives.ts';
import { insertParts, type NewPart } from '../store/parts.ts';
import { commit, type Wake } from './commit.ts';
import type { Engine } from './engine.ts';

const batchSize = 200;

/** A version that corrects or recalls what went out before it. */
export type AmendingVersion = VersionRow & { readonly relation: Amending };

/**
 * Tells the chats that have, or may have, the original of a correction or a recall, one short
 * transaction per batch; a recall also asks for the messages to be taken back.
 *
 * A message that is under way at that moment is seen to when its outcome is recorded: until nothing is,
 * this runs again. Running it twice or from several processes is harmless.
 */
export async function writeNotices(
  engine: Engine,
  version: AmendingVersion,
): Promise<{ members: number }> {
  let members = 0;
  for (;;) {
    if (engine.stopping?.aborted) return { members };
    const done = await commit(engine, (tx, wake) => writeBatch(engine, tx, wake, version));
    members += done;
    if (done === 0) return { members };
  }
}

async function writeBatch(
  engine: Engine,
  tx: Database,
  wake: Wake,
  version: AmendingVersion,
): Promise<number> {
  const directive = await lockDirective(tx, version.directiveId);
  if (!directive) return 0;
  // A correction of what was recalled since would say nothing.
  if (version.relation === 'corrects' && directive.state === 'recalled') {
    await settleAmendment(tx, version.id, engine.clock.now());
    return 0;
  }
  const holders = await holdersWithoutNotice(tx, directive.id, version.id, batchSize);
  await tell(engine, tx, wake, { directive, version, holders });
  if (version.relation === 'recalls') {
    const accounts = await wantRemoval(tx, directive.id, engine.machine.now());
    for (const accountId of accounts) wake({ job: 'deliver', accountId });
  }
  if (holders.length === 0) await settleAmendment(tx, version.id, engine.clock.now());
  return holders.length;
}

async function tell(
  engine: Engine,
  tx: Database,
  wake: Wake,
  {
    directive,
    version,
    holders,
  }: {
    readonly directive: DirectiveRow;
    readonly version: AmendingVersion;
    readonly holders: readonly HolderRow[];
  },
): Promise<void> {
  if (holders.length === 0) return;
  await insertInformed(tx, version.id, [...new Set(holders.map((h) => h.organisationId))]);
  const planned = holders.map((holder) => ({ holder, deliveryId: randomUUID() }));
  await insertDeliveries(
    tx,
    planned.map(({ holder, deliveryId }) => ({
      id: deliveryId,
      directiveId: directive.id,
      versionId: version.id,
      organisationId: holder.organisationId,
      chatId: holder.chatId,
      purpose: 'notice' as const,
    })),
  );
  const now = engine.machine.now();
  const { giveUpMs } = engine.settings.delivery;
  await insertParts(
    tx,
    planned.flatMap(({ holder, deliveryId }) =>
      noticeParts(engine, { directive, version, holder, deliveryId }),
    ),
    { now, giveUpAt: new Date(now.getTime() + giveUpMs) },
  );
  for (const accountId of new Set(holders.map((holder) => holder.accountId))) {
    wake({ job: 'deliver', accountId });
  }
}

/** What is said first, as an answer to the original, then the words in pieces, then the files. */
function noticeParts(
  engine: Engine,
  {
    directive,
    version,
    holder,
    deliveryId,
  }: {
    readonly directive: DirectiveRow;
    readonly version: AmendingVersion;
    readonly holder: HolderRow;
    readonly deliveryId: string;
  },
): readonly NewPart[] {
  const limits = engine.channels.get(holder.accountId)?.capabilities(holder.kind);
  const pieces = splitText(
    noticeText(directive, version, holder),
    (limits?.maxText ?? 2000) - roomForMark,
  );
  const bodies: readonly Pick<NewPart, 'kind' | 'content'>[] = [
    ...pieces.map((text, at) => ({
      kind: at === 0 ? ('notice' as const) : ('body' as const),
      content: { type: 'text' as const, text },
    })),
    ...version.files.map(({ fileId }) => ({
      kind: 'file' as const,
      content: { type: 'file' as const, fileId },
    })),
  ];
  const isFirst = version.relation === 'recalls' || isUrgent(directive.urgency);
  return bodies.map((body, position) => ({
    ...body,
    id: randomUUID(),
    deliveryId,
    chatId: holder.chatId,
    accountId: holder.accountId,
    position,
    lane: lanes[isFirst ? 'urgent' : 'directive'],
    replyTo: holder.partId,
  }));
}

/** UTF-16 units kept free for the line that marks a copy. */
const roomForMark = 200;

/** The words of a correction as they were given, or the reason of a recall, under the issuer's name. */
export function noticeText(
  directive: DirectiveRow,
  version: Pick<AmendingVersion, 'relation' | 'text' | 'files'>,
  holder: Pick<HolderRow, 'language' | 'hasShortMessage'>,
): string {
  const { amendment } = messagesIn(holder.language);
  const { number, symbol, issuedOn, code, issuer } = directive;
  const reference = amendment.about(number, symbol, issuedOn, code);
  const lines =
    version.relation === 'corrects'
      ? [amendment.correction(issuer), reference, version.text]
      : [
          amendment.recall(issuer),
          reference,
          amendment.reason(version.text),
          amendment.nothingMore,
          ...(holder.hasShortMessage ? [amendment.takeRepostDown] : []),
        ];
  return lines.filter((line) => line !== '').join('\n');
}
