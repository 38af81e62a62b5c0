import { handlingState } from '../domain/handling.ts';
import type { CaseRefusal } from '../engine/own-case.ts';
import type { Messages } from '../messages/messages.ts';
import { type Answer, alert } from './press.ts';

/** What somebody is told whose act changed nothing, and what to do instead. */
export function caseRefusal(m: Messages, refusal: CaseRefusal): Answer {
  switch (refusal.type) {
    case 'unknown':
      return alert(m.answer.unknown);
    case 'recalled':
      return alert(m.answer.recalled);
    case 'replaced':
      return alert(m.card.replaced);
    case 'let-off':
      return alert(m.handling.letOff);
    case 'not-permitted':
      return alert(m.handling.notPermitted);
    case 'not-now':
      return alert(m.handling.notNow(refusal.state));
    case 'before': {
      const { status, role, personName, at } = refusal.record;
      return alert(m.handling.before(handlingState([status]), role, personName, at));
    }
  }
}
