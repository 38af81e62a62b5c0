import type { Messages } from '../messages.ts';
import { alert } from './alert.ts';
import { amend } from './amend.ts';
import { amendment } from './amendment.ts';
import { answer } from './answer.ts';
import { card } from './card.ts';
import { command } from './command.ts';
import { compose } from './compose.ts';
import { handling } from './handling.ts';
import { join } from './join.ts';
import { nudge } from './nudge.ts';
import { people } from './people.ts';
import { petition } from './petition.ts';
import { phone } from './phone.ts';
import { progress } from './progress.ts';
import { question } from './question.ts';
import { reminder } from './reminder.ts';
import { report } from './report.ts';
import { sending } from './sending.ts';

/** Every sentence in English, for assistants and foreign experts; what an issuer wrote is not translated. */
export const en: Messages = {
  alert,
  amend,
  amendment,
  answer,
  card,
  command,
  compose,
  handling,
  join,
  people,
  petition,
  nudge,
  phone,
  progress,
  question,
  reminder,
  report,
  sending,
};
