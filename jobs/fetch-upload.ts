import { amendUploadSettled } from '../src/commands/amend/upload-settled.ts';
import { composeUploadSettled } from '../src/commands/compose/upload-settled.ts';
import { feedbackUploadSettled } from '../src/commands/feedback-replies.ts';
import { reportUploadSettled } from '../src/commands/replies.ts';
import { fetchUpload as fetch, type UploadSettled } from '../src/engine/fetch-upload.ts';
import type { WakeupJob } from './job.ts';

/** Fetches a file that somebody sent and hands it to the dialogue, the report or the feedback it belongs to. */
export const fetchUpload: WakeupJob<'fetch-upload'> = {
  name: 'fetch-upload',
  run: async (engine, { uploadId }) => ({ upload: await fetch(engine, uploadId, settled) }),
};

const settled: UploadSettled = (end) => {
  switch (end.upload.purpose) {
    case 'draft':
      return composeUploadSettled(end);
    case 'amendment':
      return amendUploadSettled(end);
    case 'report':
      return reportUploadSettled(end);
    case 'feedback':
      return feedbackUploadSettled(end);
  }
};
