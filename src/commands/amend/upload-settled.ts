import type { UploadSettled } from '../../engine/fetch-upload.ts';
import { queuePart } from '../../engine/queue-part.ts';
import { formatBytes } from '../../messages/format.ts';
import { messagesIn } from '../../messages/messages.ts';
import { chatById } from '../../store/chats.ts';
import { lockDraft } from '../../store/drafts.ts';
import { filesById } from '../../store/files.ts';
import { amendBody } from './body.ts';
import { putAmendment } from './show.ts';

/** Takes a file of a correction in, or leaves it out with a word why. */
export const amendUploadSettled: UploadSettled = async ({ engine, tx, wake, upload }) => {
  const draft = await lockDraft(tx, upload.subjectId);
  const chat = draft ? await chatById(tx, draft.chatId) : undefined;
  if (!draft || !chat || draft.state !== 'open') return;
  const m = messagesIn(chat.language);
  const body = amendBody(draft);
  const [file] = upload.fileId ? await filesById(tx, [upload.fileId]) : [];
  if (!file) {
    const text =
      upload.state === 'refused'
        ? m.compose.upload.refused
        : upload.reason === 'too-large'
          ? m.compose.upload.tooLarge(formatBytes(engine.settings.maxFileBytes))
          : m.compose.upload.failed;
    const content = { type: 'text', text } as const;
    await queuePart(engine, tx, wake, { chat, kind: 'notice', lane: 'reply', content });
  }
  const files = body.files.flatMap((one) => {
    if (one.uploadId !== upload.id) return [one];
    return file ? [{ ...one, fileId: file.id, name: file.name, bytes: file.bytes }] : [];
  });
  await putAmendment({ engine, tx, wake, chat, m }, draft, { ...body, files });
};
