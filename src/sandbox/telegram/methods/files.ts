import { fileById } from '../core.ts';
import { badRequest } from '../refusal.ts';
import type { Wire } from '../wire.ts';
import type { Call } from './call.ts';

const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;

/** getFile: bots may download up to 20 MB. */
export function getFile({ core, bot, params }: Call): Wire {
  const fileId = params.text('file_id') ?? '';
  const file = fileById(core.world, bot, fileId);
  if (file === undefined) throw badRequest('invalid file_id');
  if (file.size > MAX_DOWNLOAD_BYTES) throw badRequest('file is too big');
  return {
    file_id: fileId,
    file_unique_id: file.sha256.slice(0, 15),
    file_size: file.size,
    file_path: `documents/${fileId}`,
  };
}
