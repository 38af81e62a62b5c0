import type { Turn } from '../engine/turn.ts';
import { recordEvent } from '../store/event-log.ts';

/** A press as the network reported it; `data` may be forged. */
export interface Press {
  /** Absent when the number of the choice was typed. */
  readonly pressId?: string;
  readonly messageId: string;
  readonly data: string;
}

/** What the person who pressed is told; an alert stays until it is closed. */
export interface Answer {
  readonly text: string;
  readonly alert: boolean;
}

/**
 * Does what one kind of button asks for, after having checked that this person may ask for it.
 *
 * `id` has the form of a uuid and nothing more: the row may not exist, or be somebody else's.
 */
export type PressHandler = (turn: Turn, press: Press, id: string) => Promise<Answer>;

/** What is told once and may fade. */
export function note(text: string): Answer {
  return { text, alert: false };
}

/** What has to be read. */
export function alert(text: string): Answer {
  return { text, alert: true };
}

/** Answers a press that is forged, outdated beyond use, or another's, and logs who tried. */
export async function unknownPress(turn: Turn, press: Press): Promise<Answer> {
  await recordEvent(turn.tx, {
    at: turn.at,
    actor: turn.person ? { person: turn.person.id } : { stranger: turn.externalUserId },
    action: 'press-refused',
    subject: { kind: 'chat', id: turn.chat.id },
    detail: { verb: press.data.split(':', 1)[0]?.slice(0, 16) ?? '' },
  });
  return alert(turn.m.answer.unknown);
}
