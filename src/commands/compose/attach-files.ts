import { randomUUID } from 'node:crypto';
import type { InboundFile } from '../../domain/inbound-event.ts';
import type { Turn } from '../../engine/turn.ts';
import { insertUpload } from '../../store/uploads.ts';
import type { DraftFile, LetterBody } from './body.ts';

/** Files one directive may carry. */
export const maxFiles = 10;

/**
 * Takes files into a letter: they are fetched and pass the secrecy gate in a job of their own.
 *
 * The body holds no name until then, so that nothing of a refused file stays. Those over the limit
 * are left out.
 */
export async function attachFiles(
  turn: Turn,
  draftId: string,
  body: LetterBody,
  files: readonly InboundFile[],
): Promise<LetterBody> {
  const room = maxFiles - body.files.length;
  const taken: DraftFile[] = [];
  for (const { fileId, name, mediaType, bytes } of files.slice(0, Math.max(room, 0))) {
    const uploadId = randomUUID();
    await insertUpload(turn.tx, {
      id: uploadId,
      accountId: turn.chat.accountId,
      chatId: turn.chat.id,
      personId: turn.person?.id ?? null,
      remoteId: fileId,
      name,
      mediaType,
      bytes,
      purpose: 'draft',
      subjectId: draftId,
      updateId: turn.updateId,
      detail: {},
      receivedAt: turn.at,
    });
    turn.wake({ job: 'fetch-upload', uploadId });
    taken.push({ uploadId, fileId: null, name: '', bytes: 0, circulation: 'normal' });
  }
  if (taken.length === 0) return body;
  return { ...body, files: [...body.files, ...taken], declared: false };
}
