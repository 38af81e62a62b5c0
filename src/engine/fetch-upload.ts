import { createHash } from 'node:crypto';
import { findSecrecyMark } from '../domain/secrecy.ts';
import { unsafeKindOf } from '../domain/unsafe-file.ts';
import type { Database } from '../ports/database.ts';
import type { Extracted } from '../ports/extract.ts';
import { recordFile } from '../store/files.ts';
import { eraseUpdate } from '../store/inbox.ts';
import { recordRefusal } from '../store/refusals.ts';
import {
  countFetch,
  eraseUploadName,
  lockUpload,
  settleUpload,
  type UploadRow,
  uploadById,
} from '../store/uploads.ts';
import { commit, type Wake } from './commit.ts';
import type { Engine } from './engine.ts';

/** Called in the transaction that settles an upload; `extracted` is absent when it was refused or failed. */
export type UploadSettled = (settled: {
  readonly engine: Engine;
  readonly tx: Database;
  readonly wake: Wake;
  readonly upload: UploadRow;
  readonly extracted: Extracted | undefined;
}) => Promise<void>;

const maxTries = 5;

type Verdict =
  | { readonly type: 'ready'; readonly sha256: string; readonly extracted: Extracted }
  | {
      readonly type: 'refused';
      readonly sha256: string;
      readonly mark: string;
      readonly rule: string;
    }
  | { readonly type: 'failed'; readonly reason: string };

/**
 * Fetches a file that somebody sent, passes it through the secrecy gate and keeps it.
 *
 * The gate comes before the file is kept: of a refused one only hashes remain. Safe to run twice.
 */
export async function fetchUpload(
  engine: Engine,
  uploadId: string,
  settled: UploadSettled,
): Promise<'ready' | 'refused' | 'failed' | 'later' | 'stale'> {
  const upload = await uploadById(engine.db, uploadId);
  if (upload?.state !== 'new') return 'stale';
  const bytes = await download(engine, upload);
  if (bytes === 'failed') {
    const tries = await countFetch(engine.db, uploadId);
    if (tries < maxTries) {
      const at = new Date(engine.machine.now().getTime() + 1_000 * 2 ** tries);
      await engine.jobs.enqueue({ job: 'fetch-upload', uploadId }, at);
      return 'later';
    }
  }
  const verdict = await judge(engine, upload, bytes);
  if (verdict.type === 'ready' && bytes instanceof Uint8Array) {
    await engine.files.put(verdict.sha256, bytes);
  }
  return commit(engine, async (tx, wake) => {
    const row = await lockUpload(tx, uploadId);
    if (row?.state !== 'new') return 'stale';
    await settle(engine, tx, row, verdict);
    const after = (await uploadById(tx, uploadId)) ?? row;
    const extracted = verdict.type === 'ready' ? verdict.extracted : undefined;
    await settled({ engine, tx, wake, upload: after, extracted });
    return verdict.type;
  });
}

async function download(
  engine: Engine,
  upload: UploadRow,
): Promise<Uint8Array | 'failed' | 'too-large'> {
  const { maxFileBytes } = engine.settings;
  if (upload.bytes > maxFileBytes) return 'too-large';
  const channel = engine.channels.get(upload.accountId);
  if (!channel) return 'failed';
  try {
    return await channel.download(upload.remoteId, maxFileBytes);
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown error';
    engine.log.warn({ uploadId: upload.id, reason }, 'a file could not be fetched');
    return 'failed';
  }
}

async function judge(
  engine: Engine,
  upload: UploadRow,
  bytes: Uint8Array | 'failed' | 'too-large',
): Promise<Verdict> {
  if (!(bytes instanceof Uint8Array)) return { type: 'failed', reason: bytes };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  try {
    const inName = findSecrecyMark({ fileName: upload.name });
    if (inName) return { type: 'refused', sha256, ...inName };
    const unsafe = unsafeKindOf(upload.name, bytes);
    if (unsafe) return { type: 'failed', reason: unsafe };
    const extracted = await engine.extract(bytes, { fileName: upload.name });
    const text = extracted.type === 'text' ? { text: extracted.text } : {};
    const found = findSecrecyMark(text);
    return found ? { type: 'refused', sha256, ...found } : { type: 'ready', sha256, extracted };
  } catch {
    // Fails closed: what the gate cannot judge does not pass.
    return { type: 'refused', sha256, mark: 'unknown', rule: 'gate-failed' };
  }
}

async function settle(
  engine: Engine,
  tx: Database,
  upload: UploadRow,
  verdict: Verdict,
): Promise<void> {
  switch (verdict.type) {
    case 'ready': {
      const file = await recordFile(tx, {
        sha256: verdict.sha256,
        name: upload.name,
        bytes: upload.bytes,
        mediaType: upload.mediaType,
      });
      await settleUpload(tx, upload.id, { state: 'ready', fileId: file.id });
      return;
    }
    case 'refused':
      await recordRefusal(tx, {
        at: engine.clock.now(),
        operator: upload.personId ? `person:${upload.personId}` : `chat:${upload.chatId}`,
        contentSha256: verdict.sha256,
        fileNameSha256: createHash('sha256').update(upload.name).digest('hex'),
        mark: verdict.mark,
        rule: verdict.rule,
      });
      await settleUpload(tx, upload.id, { state: 'refused', reason: verdict.rule });
      await eraseUploadName(tx, upload.id);
      if (upload.updateId !== null) await eraseUpdate(tx, upload.updateId);
      return;
    case 'failed':
      await settleUpload(tx, upload.id, { state: 'failed', reason: verdict.reason });
      return;
  }
}
