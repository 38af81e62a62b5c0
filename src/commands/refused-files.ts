import type { Engine } from '../engine/engine.ts';
import { formatBytes } from '../messages/format.ts';
import type { Messages } from '../messages/messages.ts';
import type { UploadRow } from '../store/uploads.ts';

/** What to tell somebody about the files of a message that could not be taken, one line each. */
export function refusedFiles(
  engine: Engine,
  m: Messages,
  uploads: readonly UploadRow[],
): readonly string[] {
  return uploads.flatMap(({ state, reason }) => {
    if (state === 'refused') return [m.answer.fileRefused];
    if (state !== 'failed') return [];
    if (reason === 'too-large') {
      return [m.answer.fileTooLarge(formatBytes(engine.settings.maxFileBytes))];
    }
    const isUnsafe = reason === 'executable' || reason === 'archive';
    return [isUnsafe ? m.answer.fileUnsafe : m.answer.fileFailed];
  });
}
