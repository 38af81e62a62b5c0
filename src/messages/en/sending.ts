import type { ApprovalReason } from '../../domain/approval.ts';
import { formatDay, formatMoment, formatSecond, weekdayNameEn } from '../format.ts';
import type { Messages } from '../messages.ts';
import { plural } from './plural.ts';

const reasons: Readonly<Record<ApprovalReason, string>> = {
  recipients: 'many recipients',
  urgency: 'its urgency',
  public: 'something is posted to the press or in a public channel',
};

/** What lies between a finished draft and its release: a second person, a moment, a way back. */
export const sending: Messages['sending'] = {
  drill: '🟨 DIỄN TẬP (drill)',
  drillDraft:
    '🟨 DIỄN TẬP (drill): every message of it says «DIỄN TẬP»; it can never be released for real',
  kind: (name) => `Kind: ${name}`,
  people: (author, approver) => `👥 Composed by ${author} · Approved by ${approver}`,
  submitted: (at, names) =>
    `📨 Submitted for approval at ${formatMoment(at)}. Waiting for: ${names.join(', ')}`,
  needed: (why, names) =>
    `👥 A second person has to approve (${why.map((one) => reasons[one]).join('; ')}): ${names.join(', ')}`,
  scheduled: (at, count) =>
    `⏱ To be released at ${formatMoment(at)} (${weekdayNameEn(at)}) to ${plural(count, 'organisation')}. Nothing has been sent yet.`,
  goingOut: (reference, count, at) =>
    `⏳ ${reference} goes out to ${plural(count, 'organisation')} at ${formatSecond(at)}. Nothing has been sent yet.`,
  approvedBy: (name) => `✅ Approved by ${name}`,
  returned: (name, reason, at) => `↩️ Sent back by ${name} at ${formatMoment(at)}: ${reason}`,
  onSchedule: (at) => `⏱ To be released at ${formatMoment(at)} (${weekdayNameEn(at)})`,
  releasedBefore: (name, reference, day) =>
    `♻️ The file «${name}» was released before with ${reference}, on ${formatDay(day)}`,
  button: {
    kind: (name, isChosen) => `${isChosen ? '● ' : ''}${name}`,
    submit: '📨 Submit for approval',
    releaseAt: (at) => `⏱ Release at ${formatMoment(at)}`,
    undo: (until) => `↩️ Undo (until ${formatSecond(until)})`,
    unschedule: '↩️ Cancel the schedule, edit',
    now: '🚀 Release now',
    withdraw: '↩️ Withdraw to edit',
    schedule: '⏱ Schedule',
    noSchedule: '🚀 No schedule',
    at: (moment) => `${formatMoment(moment)} (${weekdayNameEn(moment)})`,
    testCopy: '🧪 Send the author a test copy',
    testCopyToMe: '🧪 Send a test copy to look at',
    approve: '✅ Approve and release',
    approveAt: (at) => `✅ Approve, release at ${formatMoment(at)}`,
    giveBack: '↩️ Send back',
    lists: '⭐ Saved lists',
    keepList: '💾 Save the recipients as a list',
    list: (name, count) => `⭐ ${name} (${count})`,
    dropList: (name) => `🗑 ${name}`,
  },
  ask: {
    schedule: '👉 Choose or type when to release it, e.g. 17h00, or 8h ngày 30/9',
    lists: '👉 Choose a list to add to the recipients',
    noLists: 'The office has saved no list yet.',
    listName:
      '👉 Type the name of the list, e.g. Riverside communes. The same name replaces the old list.',
    reason: (reference) =>
      `👉 Why is ${reference} sent back? The author will read these very words.`,
  },
  wrong: {
    schedule: 'This is not a moment. Example: 17h00, or 8h ngày 30/9',
    schedulePast: 'This moment has passed. Please choose one after now.',
    scheduleFar: 'At most 90 days ahead.',
    listName: 'The name of a list has 2 to 60 characters.',
    listEmpty: 'There are no recipients to save yet.',
    reason: 'The reason needs at least 5 characters, so that the author knows what to change.',
  },
  listKept: (name, count) => `⭐ List «${name}» saved (${plural(count, 'organisation')}).`,
  listDropped: (name) => `🗑 List «${name}» removed.`,
  approval: {
    title: (reference, author, office) => `📨 For approval: ${reference} – ${author}, ${office}`,
    why: (why) => `A second person is needed: ${why.map((one) => reasons[one]).join('; ')}`,
    subject: (subject) => `Re: ${subject}`,
    approved: (reference, name, at) =>
      `✅ ${reference}: approved by ${name} at ${formatMoment(at)}`,
    returned: (reference, name, reason) =>
      `↩️ ${reference}: sent back by ${name}. Reason: ${reason}`,
    withdrawn: (reference) => `↩️ ${reference}: withdrawn by its author`,
    undone: (reference, name) => `↩️ ${reference}: undone by ${name}, nothing was sent`,
    released: (reference, code, name) =>
      `🚀 ${reference} released · Code ${code} · Approved by ${name}`,
    blocked: (reference) => `⛔ ${reference} could not be released; its author has been told`,
  },
  answer: {
    submitted: 'Submitted for approval.',
    approved: 'Approved.',
    undone: 'Undone. Nothing was sent, and the draft is open again as it was.',
    withdrawn: 'Withdrawn; the draft is open again.',
    tooLate:
      'It has been released and cannot be undone. Please use the buttons of the progress card.',
    ownDraft: 'Nobody approves a document of their own. Please ask somebody else of the office.',
    decidedBefore: (name, at) => `${name} approved this before, at ${formatMoment(at)}.`,
    noLongerSubmitted:
      'This no longer waits for approval: it was sent back, withdrawn or changed. Please look at the newest card.',
    testSent: (count) =>
      count === 0
        ? '🧪 There are no recipients or too little is known for a test copy.'
        : `🧪 Test copy sent: ${plural(count, 'message')}.`,
    returned: 'Sent back; the author has been told.',
  },
  notice: {
    approved: (reference, name, at) =>
      `✅ ${name} has approved ${reference}. It goes out at ${formatSecond(at)}.`,
    returned: (reference, name, reason) =>
      `↩️ ${name} has sent ${reference} back. Reason: ${reason}\nThe draft is kept, to be changed and submitted again (/drafts).`,
    undone: (reference, name) =>
      `↩️ ${name} has undone the release of ${reference}. Nothing was sent, and the draft is kept as it was (/drafts).`,
    blocked: (reference, at, why) =>
      `⛔ ${reference} was not released at ${formatMoment(at)} as scheduled:\n${why.map((one) => `– ${one}`).join('\n')}\nThe draft is kept: type /drafts to edit it.`,
    approvalMissing:
      'A second person is needed now: open the draft and press «Submit for approval».',
    approverLeft: 'Whoever approved it may no longer approve: it has to be submitted again.',
  },
  blockedCard: (reference) =>
    `⛔ ${reference} was not released as scheduled. The draft is kept: type /drafts to edit it.`,
  drafts: {
    submitted: ' (waits for approval)',
    scheduled: (at) => ` (to be released ${formatMoment(at)})`,
  },
  test: {
    mark: '🧪 TEST COPY – not released',
    fileBelow: '🧪 TEST COPY – the file is in the message below',
    end: (count) =>
      `🧪 End of the test copy (${plural(count, 'message')}). The compose card is above.`,
  },
};
