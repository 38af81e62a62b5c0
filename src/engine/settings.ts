import type { ApprovalPolicy } from '../domain/approval.ts';
import type { OverduePolicy } from '../domain/deadline/overdue.ts';
import type { NetworkPolicy } from '../domain/network-policy.ts';
import type { ReminderPolicy } from '../domain/reminder.ts';
import type { Driver } from '../ports/channel.ts';

/** How fast an account may call its network: calls per time in the long run, and how many at once. */
export interface Pacing {
  readonly account: { readonly everyMs: number; readonly burst: number };
  readonly privateChat: { readonly everyMs: number; readonly burst: number };
  readonly group: { readonly everyMs: number; readonly burst: number };
  /** Calls that may be under way at once. */
  readonly inFlight: number;
}

/** What an operator decided, as far as use cases need it. Made from the configuration in app.ts. */
export interface Settings {
  readonly language: 'vi' | 'en';
  /** Network accounts of the people who administer before anybody else is bound. */
  readonly administrators: readonly {
    readonly driver: Driver;
    readonly userId: string;
    readonly name: string;
  }[];
  readonly reminders: ReminderPolicy & {
    /** Reminders due within it become delayed jobs; later ones wait as rows. */
    readonly horizonMs: number;
  };
  readonly overduePolicy: OverduePolicy;
  readonly pacing: Readonly<Record<Driver, Pacing>>;
  /** On which of its networks an organisation gets a directive. */
  readonly networks: NetworkPolicy;
  readonly delivery: {
    /** How long a claim lasts; longer than the longest network call. */
    readonly leaseMs: number;
    readonly giveUpMs: number;
    readonly giveUpUrgentMs: number;
    /** How long an uncertain part waits for evidence before its one resend. */
    readonly evidenceMs: number;
    /** Least time between two edits of one card. */
    readonly editEveryMs: number;
  };
  readonly release: {
    /** How long after the last press nothing leaves and it can be taken back; 0 for at once. */
    readonly undoMs: number;
    /** Whether hoả tốc leaves at once. */
    readonly flashAtOnce: boolean;
  };
  /** When a second person has to approve a release. */
  readonly approval: ApprovalPolicy;
  /** Milliseconds, machines' time, between runs of the periodic jobs. */
  readonly jobs: {
    readonly planRemindersMs: number;
    readonly markOverdueMs: number;
    readonly sweepMs: number;
    /** 'HH:MM', when the nightly audit falls due. */
    readonly auditAt: string;
  };
  /** How long the right to receive for an account lasts without being renewed. */
  readonly receiverLeaseMs: number;
  /** How long updates that were worked off are kept. */
  readonly keepUpdatesMs: number;
  readonly joinCodeMs: number;
  readonly maxFileBytes: number;
}
