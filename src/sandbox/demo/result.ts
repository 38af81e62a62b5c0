import type { Database } from '../../ports/database.ts';
import type { TelegramNetwork } from '../telegram/network.ts';
import { type CrossCheck, crossCheck } from './cross-check.ts';
import { table } from './display.ts';
import type { Population } from './population.ts';
import {
  countsOf,
  type DirectiveRecord,
  membersOf,
  type NetworkCounts,
  networkCounts,
  sentParts,
} from './rows.ts';
import { endOfMember, words } from './words.ts';
import { checkZalo, type ZaloSide } from './zalo-side.ts';

/** How a play ended: what `--json` prints. */
export interface PlayResult {
  readonly directive: {
    readonly reference: string;
    readonly date: string;
    readonly issuer: string;
    readonly subject: string;
    readonly code: string;
  };
  readonly audience: number;
  readonly deliveries: {
    readonly total: number;
    readonly sent: number;
    readonly refused: number;
    readonly uncertain: number;
  };
  readonly acknowledgements: number;
  readonly networks: { readonly telegram: NetworkCounts; readonly zalo: NetworkCounts };
  readonly reposts: number;
  readonly reminders: number;
  readonly submissions: number;
  readonly overdue: number;
  readonly unexpectedMessages: number;
  readonly durationMs: number;
}

/** The result, the table for people, and where the chats and the records differ. */
export interface Ending {
  readonly result: PlayResult;
  readonly lines: readonly string[];
  readonly faults: readonly string[];
}

/** Counts the rows and holds them against what people saw. */
export async function conclude(
  db: Database,
  world: {
    readonly network: TelegramNetwork;
    readonly people: Population;
    readonly zalo: ZaloSide;
  },
  directive: DirectiveRecord,
  durationMs: number,
): Promise<Ending> {
  const counts = await countsOf(db, directive);
  const members = await membersOf(db, directive);
  const parts = await sentParts(db, 'telegram');
  const check: CrossCheck = crossCheck(world, { directive, members, parts });
  const zalo = checkZalo(world.zalo, members, await sentParts(db, 'zalo-zca'));
  const unexpected = [...check.unexpected, ...zalo.unexpected];
  const { reference, issuedOn, issuer, subject, code } = directive;
  const unfinished =
    counts.fannedOut === counts.audience ? [] : ['part of the audience was never reached'];
  return {
    result: {
      directive: { reference, date: issuedOn, issuer, subject, code },
      audience: counts.audience,
      deliveries: {
        total: counts.deliveries,
        sent: counts.sent,
        refused: counts.refused,
        uncertain: counts.uncertain,
      },
      acknowledgements: counts.acknowledgements,
      networks: {
        telegram: await networkCounts(db, directive.versionId, 'telegram'),
        zalo: await networkCounts(db, directive.versionId, 'zalo-zca'),
      },
      reposts: counts.reposts,
      reminders: counts.reminders,
      submissions: counts.submissions,
      overdue: counts.overdue,
      unexpectedMessages: unexpected.length,
      durationMs: Math.round(durationMs),
    },
    lines: [
      words.table.total(reference, subject),
      '',
      ...table([words.table.heading, ...members.map(endOfMember)]),
    ],
    faults: [...unexpected, ...check.mismatches, ...zalo.mismatches, ...unfinished],
  };
}
