/**
 * How long the driver waits, in real milliseconds: the network on the other side runs on no clock
 * of ours.
 */
export interface ZcaTiming {
  /** Deadline of one call, and of one chunk of a file. */
  readonly callMs: number;
  /** Deadline of a whole file, its announcement on the websocket included. */
  readonly uploadMs: number;
  /** From opening the websocket to its key. */
  readonly handshakeMs: number;
  readonly renewLeaseMs: number;
  /** Between two attempts to get an account that another process holds. */
  readonly acquireLeaseMs: number;
  readonly firstBackoffMs: number;
  readonly maxBackoffMs: number;
  /** A connection that stood this long starts the backoff anew. */
  readonly steadyMs: number;
  /** After another client took the account over. */
  readonly displacedMs: number;
  readonly keepAliveMs: number;
  /** Between two proofs that the websocket still delivers; also how often credentials are saved. */
  readonly proveMs: number;
  /** How long an answer on the websocket may take. */
  readonly answerMs: number;
  /** After several QR codes that nobody scanned. */
  readonly qrPauseMs: number;
  readonly closeMs: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

export const defaultTiming: ZcaTiming = {
  callMs: 30 * SECOND,
  uploadMs: 3 * MINUTE,
  handshakeMs: 30 * SECOND,
  renewLeaseMs: 5 * SECOND,
  acquireLeaseMs: 5 * SECOND,
  firstBackoffMs: 2 * SECOND,
  maxBackoffMs: 5 * MINUTE,
  steadyMs: MINUTE,
  displacedMs: 15 * MINUTE,
  keepAliveMs: 2 * MINUTE,
  proveMs: 10 * MINUTE,
  answerMs: 10 * SECOND,
  qrPauseMs: 30 * MINUTE,
  closeMs: 5 * SECOND,
};

/** How fast an account sends; jitter keeps it from looking like a machine. */
export interface ZcaPace {
  /** Between two sends. */
  readonly gapMs: number;
  readonly jitterMs: number;
  /** Between two files. */
  readonly fileGapMs: number;
  /** The first pause after Zalo wanted less of the account. */
  readonly quietMs: number;
}

/** Engineering judgement after reports of accounts that were throttled or locked. */
export const defaultPace: ZcaPace = {
  gapMs: 2 * SECOND,
  jitterMs: SECOND,
  fileGapMs: 10 * SECOND,
  quietMs: 60 * MINUTE,
};

/** How long to wait before connection attempt number `failures` (from 1): doubling, with jitter. */
export function backoff(timing: ZcaTiming, failures: number, random: number): number {
  const full = Math.min(timing.maxBackoffMs, timing.firstBackoffMs * 2 ** (failures - 1));
  return full / 2 + (full / 2) * random;
}
