import { randomUUID } from 'node:crypto';
import { lanes } from '../domain/delivery.ts';
import { isUrgent, mayGoPublic } from '../domain/directive.ts';
import { nextDirectiveState } from '../domain/directive-life.ts';
import { groupBy } from '../domain/group-by.ts';
import { firstChats, type OwnNetworkPolicy, policyFor } from '../domain/network-policy.ts';
import { splitText } from '../domain/split-text.ts';
import { messagesIn } from '../messages/messages.ts';
import type { Database } from '../ports/database.ts';
import { markFannedOut, takeAudience } from '../store/audience.ts';
import { carryAcknowledgementsOver } from '../store/carry-over.ts';
import { type ChatRow, chatsOf } from '../store/chats.ts';
import { type DeliveryRow, insertDeliveries } from '../store/deliveries.ts';
import {
  type DirectiveRow,
  lockDirective,
  setDirectiveState,
  type VersionRow,
  versionsById,
} from '../store/directives.ts';
import { ownNetworkPolicies } from '../store/network-policies.ts';
import { markStale } from '../store/part-edits.ts';
import { insertParts, type NewPart } from '../store/parts.ts';
import { commit, type Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { writeNotices } from './write-notices.ts';
import { writeObligations } from './write-obligations.ts';

/** The first batch is small, so that the first messages leave while the others are written. */
const firstBatch = 100;
const batchSize = 500;

/** States in which deliveries are still written. */
const mayGoOut: ReadonlySet<DirectiveRow['state']> = new Set(['releasing', 'released', 'paused']);

/**
 * Writes deliveries, obligations and reminders for an audience, one short transaction per batch; for a
 * correction or a recall, the notices.
 *
 * Running it twice or from several processes is harmless: members are taken under a lock and marked.
 */
export async function fanOut(engine: Engine, versionId: string): Promise<{ members: number }> {
  const [version] = await versionsById(engine.db, [versionId]);
  if (version?.relation) {
    return writeNotices(engine, { ...version, relation: version.relation });
  }
  let members = 0;
  for (;;) {
    if (engine.stopping?.aborted) return { members };
    const limit = members === 0 ? firstBatch : batchSize;
    const done = await commit(engine, (tx, wake) =>
      fanOutBatch(engine, tx, wake, versionId, limit),
    );
    members += done;
    if (done === 0) return { members };
  }
}

async function fanOutBatch(
  engine: Engine,
  tx: Database,
  wake: Wake,
  versionId: string,
  limit: number,
): Promise<number> {
  const [version] = await versionsById(tx, [versionId]);
  if (!version) return 0;
  // The directive's lock comes first: nobody may call it released while another batch is open.
  const [directive, members] = await Promise.all([
    lockDirective(tx, version.directiveId),
    takeAudience(tx, versionId, limit),
  ]);
  if (!directive) return 0;
  if (members.length === 0) {
    await finish(engine, tx, wake, directive);
    return 0;
  }
  if (mayGoOut.has(directive.state)) {
    const ids = members.map((member) => member.organisationId);
    const publics = version.shortMessages.length > 0 && mayGoPublic(directive.circulation);
    const [receive, policies, publish, repost] = await Promise.all([
      chatsOf(tx, ids, 'receive'),
      ownNetworkPolicies(tx, ids),
      publics ? chatsOf(tx, ids, 'publish') : [],
      publics ? chatsOf(tx, ids, 'repost') : [],
    ]);
    await writeDeliveries(engine, tx, wake, {
      directive,
      version,
      receive: firstOfEach(engine, receive, policies),
      shortMessages: [...publish, ...repost],
    });
    await writeObligations(engine, tx, wake, { directive, version, members });
    if (directive.relatesTo && !directive.askAgain) {
      await carryAcknowledgementsOver(tx, {
        directiveId: directive.id,
        versionId: version.id,
        from: directive.relatesTo,
        organisationIds: ids,
        at: engine.clock.now(),
      });
    }
  }
  await markFannedOut(
    tx,
    versionId,
    members.map((member) => member.organisationId),
  );
  return members.length;
}

/** Once nobody waits any more, the directive counts as released and its progress card says so. */
async function finish(
  engine: Engine,
  tx: Database,
  wake: Wake,
  directive: DirectiveRow,
): Promise<void> {
  const next = nextDirectiveState(directive.state, 'written');
  if (!next) return;
  await setDirectiveState(tx, directive.id, next);
  const accounts = await markStale(tx, { subjectIds: [directive.id] }, engine.machine.now());
  for (const accountId of accounts) wake({ job: 'deliver', accountId });
}

/** The chats of each organisation that get a directive at once. */
function firstOfEach(
  { settings }: Engine,
  chats: readonly ChatRow[],
  own: ReadonlyMap<string, OwnNetworkPolicy>,
): readonly ChatRow[] {
  const byOrganisation = groupBy(chats, ({ organisationId }) => organisationId ?? '');
  return [...byOrganisation].flatMap(([id, its]) =>
    firstChats(its, policyFor(settings.networks, own.get(id))),
  );
}

/** Plans a directive, and its short messages, for some chats; what is there already is left alone. */
export async function writeDeliveries(
  engine: Engine,
  tx: Database,
  wake: Wake,
  {
    directive,
    version,
    receive,
    shortMessages,
  }: {
    readonly directive: DirectiveRow;
    readonly version: VersionRow;
    readonly receive: readonly ChatRow[];
    readonly shortMessages: readonly ChatRow[];
  },
): Promise<void> {
  const deliveries: DeliveryRow[] = [];
  const parts: NewPart[] = [];
  const lane = lanes[isUrgent(directive.urgency) ? 'urgent' : 'directive'];
  const plan = (chat: ChatRow, purpose: DeliveryRow['purpose'], bodies: readonly PlannedPart[]) => {
    const deliveryId = randomUUID();
    deliveries.push({
      id: deliveryId,
      directiveId: directive.id,
      versionId: version.id,
      organisationId: chat.organisationId ?? '',
      chatId: chat.id,
      purpose,
    });
    const cardId = randomUUID();
    bodies.forEach((body, position) => {
      parts.push({
        ...body,
        id: position === 0 ? cardId : randomUUID(),
        deliveryId,
        chatId: chat.id,
        accountId: chat.accountId,
        position,
        lane,
        ...(position > 0 ? { replyTo: cardId } : {}),
      });
    });
  };
  const isPublic = mayGoPublic(directive.circulation);
  for (const chat of receive) {
    // A network's channel is open to its readers, so only what may go public is posted there.
    if (chat.kind === 'channel' && !isPublic) continue;
    plan(chat, 'directive', directiveParts(engine, { version, chat, drill: directive.drill }));
  }
  for (const chat of shortMessages) plan(chat, 'short-message', shortMessageParts(version));
  const written = await insertDeliveries(tx, deliveries);
  const now = engine.machine.now();
  const { giveUpMs, giveUpUrgentMs } = engine.settings.delivery;
  await insertParts(
    tx,
    parts.filter((part) => part.deliveryId && written.has(part.deliveryId)),
    {
      now,
      giveUpAt: new Date(now.getTime() + (isUrgent(directive.urgency) ? giveUpUrgentMs : giveUpMs)),
    },
  );
  for (const accountId of new Set(parts.map((part) => part.accountId))) {
    wake({ job: 'deliver', accountId });
  }
}

type PlannedPart = Pick<NewPart, 'kind'> & Pick<Partial<NewPart>, 'content'>;

/**
 * The card first, then the words where there is no file, then the files. In a drill there is room for
 * the mark in every piece, and a file that can bear no caption has a message of its own before it.
 */
function directiveParts(
  engine: Engine,
  about: { readonly version: VersionRow; readonly chat: ChatRow; readonly drill: boolean },
): readonly PlannedPart[] {
  const { version, chat, drill } = about;
  const limits = engine.channels.get(chat.accountId)?.capabilities(chat.kind);
  const { maxText = 2000, maxCaption = 0 } = limits ?? {};
  const m = messagesIn(chat.language);
  const room = drill ? m.card.drill.length + 1 : 0;
  const card: PlannedPart = { kind: 'card' };
  const body = splitText(version.text, maxText - room).map(
    (text): PlannedPart => ({ kind: 'body', content: { type: 'text', text } }),
  );
  const fileBelow = { type: 'text', text: m.card.fileBelow } as const;
  const files = version.files.flatMap(({ fileId }): readonly PlannedPart[] => [
    ...(room > maxCaption ? [{ kind: 'body', content: fileBelow } as const] : []),
    { kind: 'file', content: { type: 'file', fileId } },
  ]);
  return [card, ...body, ...files];
}

function shortMessageParts(version: VersionRow): readonly PlannedPart[] {
  return version.shortMessages.map(({ body, source }) => ({
    kind: 'short-message',
    content: { type: 'text', text: `${body}\n${source}` },
  }));
}
