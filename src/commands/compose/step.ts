/** Where a letter's dialogue stands: the overview, or the field that a typed answer goes to. */
export const steps = [
  'hub',
  'content',
  'reference',
  'date',
  'subject',
  'urgency',
  'addressees',
  'audience',
  'find',
  'members',
  'lists',
  'list-name',
  'ack',
  'deadlines',
  'deadline',
  'short',
  'office',
  'preview',
  'schedule',
  'cancel',
] as const;

export type Step = (typeof steps)[number];

/** The step stored with a draft; an unknown one is the overview. */
export function stepOf(stored: string): Step {
  return steps.find((step) => step === stored) ?? 'hub';
}
