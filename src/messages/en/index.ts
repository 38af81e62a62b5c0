import type { Messages } from '../messages.ts';
import { alert } from './alert.ts';
import { answer } from './answer.ts';
import { card } from './card.ts';
import { command } from './command.ts';
import { compose } from './compose.ts';
import { handling } from './handling.ts';
import { join } from './join.ts';
import { people } from './people.ts';
import { petition } from './petition.ts';
import { progress } from './progress.ts';
import { question } from './question.ts';
import { reminder } from './reminder.ts';
import { sending } from './sending.ts';

/** Every sentence in English, for assistants and foreign experts; what an issuer wrote is not translated. */
export const en: Messages = {
  alert,
  answer,
  card,
  command,
  compose,
  handling,
  join,
  people,
  petition,
  progress,
  question,
  reminder,
  sending,
};
