/**
 * The right to use one account, held by one process at a time. Given from outside: the store keeps
 * it in a row with an owner, an expiry and a fence that grows with every owner.
 */
export interface Lease {
  /** How long the right lasts, in milliseconds from when it was asked for. */
  readonly lastsMs: number;
  /** `undefined` while another process holds the account. */
  acquire(): Promise<{ readonly fence: number } | undefined>;
  /** Extends the lease; `false` when it was lost, after which nothing may be sent any more. */
  renew(fence: number): Promise<boolean>;
  /** Gives the account up. Releasing a lease that was lost changes nothing. */
  release(fence: number): Promise<void>;
}
