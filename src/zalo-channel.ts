import type { Config } from '../config/index.ts';
import { ConfigError } from '../config/index.ts';
import type { Secrets } from '../config/secrets.ts';
import { createZcaChannel } from './channels/zalo/zca/channel.ts';
import type { CredentialStore } from './channels/zalo/zca/credentials.ts';
import type { Lease } from './channels/zalo/zca/lease.ts';
import { sealCredentials } from './channels/zalo/zca/sealed-credentials.ts';
import { messagesIn } from './messages/messages.ts';
import type { Channel } from './ports/channel.ts';
import type { Clock } from './ports/clock.ts';
import type { Database } from './ports/database.ts';
import type { Log } from './ports/log.ts';
import {
  holdAccount,
  loadCredentials,
  releaseAccount,
  saveCredentials,
} from './store/account-leases.ts';

const accountId = 'zalo';
/** The session's own lease: it fences sends, while the receiver's decides who may try at all. */
const sessionKey = 'zalo:session';

/**
 * Makes the channel of the personal Zalo account that the configuration turns on; undefined when it is
 * off. Throws a ConfigError when it is on without the accepted risk or without DATA_KEY.
 */
export function zaloChannel(
  config: Config,
  secrets: Secrets,
  world: {
    readonly db: Database;
    readonly log: Log;
    readonly clock: Clock;
    readonly processId: string;
    readonly onNeedsLogin: (qrPngBase64: string) => void;
    /** From here on the account can send. */
    readonly onReady?: () => void;
  },
): Channel | undefined {
  const { zca } = config.zalo;
  if (!zca.enabled) return undefined;
  const { acceptedBy, acceptedOn } = zca.risk;
  if (!acceptedBy || !acceptedOn) {
    throw new ConfigError(
      'zalo.zca.enabled is true but zalo.zca.risk is not accepted. Driving a personal account by software ' +
        "is against Zalo's terms and the account can be locked. Write acceptedBy and acceptedOn, or turn it off.",
    );
  }
  if (!secrets.dataKey || secrets.dataKey.length < 32) {
    throw new ConfigError(
      'DATA_KEY is not set or too short. The Zalo account needs it to keep its login: at least 32 characters.',
    );
  }
  const { db, clock } = world;
  const leaseMs = config.receiver.leaseSeconds * 1000;
  return createZcaChannel({
    accountId,
    baseUrl: zca.baseUrl,
    credentials: zaloCredentials(db, clock, secrets.dataKey),
    lease: sessionLease(db, clock, { owner: world.processId, leaseMs }),
    clock,
    log: world.log,
    riskAccepted: true,
    words: messagesIn(config.language).answer,
    reminders: zca.reminders,
    pace: {
      gapMs: zca.gapSeconds * 1000,
      jitterMs: zca.gapSeconds * 500,
      fileGapMs: zca.fileGapSeconds * 1000,
      quietMs: zca.quietSeconds * 1000,
    },
    timing: {
      callMs: zca.timeouts.callSeconds * 1000,
      uploadMs: zca.timeouts.uploadSeconds * 1000,
      handshakeMs: zca.timeouts.handshakeSeconds * 1000,
      renewLeaseMs: leaseMs / 4,
      acquireLeaseMs: leaseMs / 4,
      firstBackoffMs: zca.reconnect.firstSeconds * 1000,
      maxBackoffMs: zca.reconnect.longestSeconds * 1000,
      displacedMs: zca.reconnect.displacedSeconds * 1000,
      proveMs: zca.reconnect.proveSeconds * 1000,
    },
    onNeedsLogin: world.onNeedsLogin,
    onHealth: ({ state }) => {
      if (state === 'ready') world.onReady?.();
    },
  });
}

/** What the account needs to log in again, kept in the records and encrypted with `dataKey`. */
export function zaloCredentials(db: Database, clock: Clock, dataKey: string): CredentialStore {
  const store: CredentialStore = {
    load: () => loadCredentials(db, sessionKey),
    save: (sealed) => saveCredentials(db, sessionKey, sealed, clock.now()),
  };
  return sealCredentials(store, { dataKey, accountId });
}

function sessionLease(
  db: Database,
  clock: Clock,
  { owner, leaseMs }: { readonly owner: string; readonly leaseMs: number },
): Lease {
  const hold = () => {
    const now = clock.now();
    return holdAccount(db, sessionKey, { owner, now, until: new Date(now.getTime() + leaseMs) });
  };
  return {
    lastsMs: leaseMs,
    acquire: async () => {
      const fence = await hold();
      return fence === undefined ? undefined : { fence };
    },
    renew: async (fence) => (await hold()) === fence,
    release: () => releaseAccount(db, sessionKey, owner, clock.now()),
  };
}
