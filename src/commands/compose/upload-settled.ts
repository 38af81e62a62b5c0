import { findCirculation } from '../../domain/document/circulation.ts';
import type { Document } from '../../domain/document/document.ts';
import { documentToJson } from '../../domain/document/to-json.ts';
import type { UploadSettled } from '../../engine/fetch-upload.ts';
import { queuePart } from '../../engine/queue-part.ts';
import { formatBytes } from '../../messages/format.ts';
import type { UnreadableReason } from '../../ports/extract.ts';
import { chatById } from '../../store/chats.ts';
import { recordDocument } from '../../store/documents.ts';
import { lockDraft, saveDraft } from '../../store/drafts.ts';
import { type FileRow, filesById } from '../../store/files.ts';
import type { UploadRow } from '../../store/uploads.ts';
import { composeBody, type LetterBody } from './body.ts';
import { prefillFrom, read } from './content.ts';
import { deskIn } from './desk.ts';
import { afterReading } from './letter.ts';
import { type Desk, loadScene, type Scene, withBody } from './scene.ts';
import { putLetter } from './show.ts';

/**
 * Takes a file of a letter in, or leaves it out with a word why; the first letter among the files is
 * read and fills the draft.
 */
export const composeUploadSettled: UploadSettled = async ({
  engine,
  tx,
  wake,
  upload,
  extracted,
}) => {
  const draft = await lockDraft(tx, upload.subjectId);
  const chat = draft ? await chatById(tx, draft.chatId) : undefined;
  if (!draft || !chat || (draft.state !== 'open' && draft.state !== 'saved')) return;
  if (composeBody(draft).type !== 'letter') return;
  const desk = deskIn({ engine, tx, wake }, chat);
  const scene = await loadScene(desk, draft);
  if (!scene.body.files.some(({ uploadId }) => uploadId === upload.id)) return;
  const reason = extracted?.type === 'unreadable' ? extracted.reason : undefined;
  const [file] = upload.fileId ? await filesById(tx, [upload.fileId]) : [];
  const notice = noticeOf(desk, upload, reason);
  if (notice) {
    const content = { type: 'text', text: notice } as const;
    await queuePart(engine, tx, wake, { chat, kind: 'notice', lane: 'reply', content });
  }
  const isReadable = extracted?.type === 'text' && extracted.format !== 'workbook';
  const text = isReadable ? extracted.text : undefined;
  const isKept = file && (!reason || attachable.has(reason));
  const body = isKept
    ? await withFile(desk, scene, { uploadId: upload.id, file, text })
    : withoutFile(scene.body, upload.id);
  if (draft.state === 'saved') {
    await saveDraft(tx, { ...draft, body }, engine.clock.now());
    return;
  }
  const after = await withBody(desk, scene, body);
  await putLetter(desk, draft, after, { body, step: afterReading(after) });
};

/** Files without text that staff may still send: the gate saw their name, the operator declares the rest. */
const attachable: ReadonlySet<UnreadableReason> = new Set(['scan', 'not-a-document']);

function noticeOf(
  { engine, m }: Desk,
  upload: UploadRow,
  reason: UnreadableReason | undefined,
): string | undefined {
  const { compose } = m;
  switch (upload.state) {
    case 'refused':
      return compose.upload.refused;
    case 'failed':
      if (upload.reason === 'too-large')
        return compose.upload.tooLarge(formatBytes(engine.settings.maxFileBytes));
      if (upload.reason === 'executable') return compose.upload.executable(upload.name);
      if (upload.reason === 'archive') return compose.upload.archive(upload.name);
      return compose.upload.failed;
    case 'ready':
    case 'new':
      return reason ? compose.upload.unreadable(upload.name, reason) : undefined;
  }
}

function withoutFile(body: LetterBody, uploadId: string): LetterBody {
  return { ...body, files: body.files.filter((file) => file.uploadId !== uploadId) };
}

async function withFile(
  desk: Desk,
  scene: Scene,
  {
    uploadId,
    file,
    text,
  }: {
    readonly uploadId: string;
    readonly file: FileRow;
    readonly text: string | undefined;
  },
): Promise<LetterBody> {
  const { id: fileId, name, bytes } = file;
  const circulation = text === undefined ? 'normal' : findCirculation(text);
  const body: LetterBody = {
    ...scene.body,
    declared: false,
    files: scene.body.files.map((other) =>
      other.uploadId === uploadId ? { uploadId, fileId, name, bytes, circulation } : other,
    ),
  };
  if (text === undefined || body.readFrom !== null) return body;
  const document = read(scene, text);
  if (!isLetter(document)) return body;
  await recordDocument(desk.tx, {
    officeId: scene.office.id,
    fileId,
    sha256: file.sha256,
    parsed: documentToJson(name, document),
    at: scene.now,
  });
  return prefillFrom({ ...scene, body }, document, uploadId);
}

/** Whether a document is an official letter rather than an appendix that came first. */
function isLetter({ number, symbol, issuer, date, recipients, subject }: Document): boolean {
  const isNamed = number !== null || symbol !== null || recipients.length > 0;
  return isNamed || (issuer !== null && (date !== null || subject !== null));
}
