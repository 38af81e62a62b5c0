import type { StepRules } from './change.ts';
import type { Step } from './step.ts';
import { acknowledgement } from './steps/acknowledgement.ts';
import { addressees, audience, find, members } from './steps/addressees.ts';
import { content } from './steps/content.ts';
import { deadline, deadlines } from './steps/deadlines.ts';
import { cancel, hub, office } from './steps/hub.ts';
import { date, reference, subject, urgency } from './steps/identity.ts';
import { listName, lists } from './steps/lists.ts';
import { preview } from './steps/preview.ts';
import { schedule } from './steps/schedule.ts';
import { short } from './steps/short.ts';

/** The rules of every step. */
export const stepRules: Readonly<Record<Step, StepRules>> = {
  hub,
  content,
  reference,
  date,
  subject,
  urgency,
  addressees,
  audience,
  find,
  members,
  lists,
  'list-name': listName,
  ack: acknowledgement,
  deadlines,
  deadline,
  short,
  office,
  preview,
  schedule,
  cancel,
};
