/**
 * Something the engine wants to be woken up for. The row is the truth: losing a wake-up loses
 * nothing, and one too many finds nothing to do.
 *
 * `deliver` and `process-inbox` name an account, not a row: the job works off whatever rows of that
 * account are ready, in their order. `remind` and `release-draft` name one row and the fence it was planned with.
 */
export type Wakeup =
  | { readonly job: 'deliver'; readonly accountId: string }
  | { readonly job: 'process-inbox'; readonly accountId: string }
  | { readonly job: 'fan-out'; readonly versionId: string }
  | { readonly job: 'remind'; readonly dueBy: string }
  | { readonly job: 'release-draft'; readonly draftId: string; readonly fence: number }
  | { readonly job: 'fetch-upload'; readonly uploadId: string }
  /** What networks suggest while people type: one that gets lost is made good at the next login. */
  | { readonly job: 'announce-commands'; readonly accountId: string }
  | { readonly job: 'announce-in-chat'; readonly chatId: string }
  /** Somebody is ready to log the account in: one that gets lost is asked for again. */
  | { readonly job: 'log-in'; readonly accountId: string };

export interface JobQueue {
  /** Queues a wake-up, no earlier than `at` by machines' time. Queuing the same one twice is harmless. Never carries content. */
  enqueue(wakeup: Wakeup, at?: Date): Promise<void>;
}
