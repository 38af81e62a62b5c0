import { formatMoment } from '../format.ts';
import type { Messages } from '../messages.ts';
import { plural } from './plural.ts';

export const amend: Messages['amend'] = {
  button: '✏️ Correct, replace, recall',
  menu: (reference) =>
    `${reference}: choose what to do. Each is previewed before anything is sent.\n✏️ Correct: mend a mistake, what is owed stays.\n♻️ Replace: release a new directive instead of this one.\n⛔ Recall: nobody is to act on it any more; messages are taken back.`,
  choose: { corrects: '✏️ Correct', replaces: '♻️ Replace', recalls: '⛔ Recall' },
  ask: {
    corrects: (reference) =>
      `✏️ Correction of ${reference}: type its words or send its file. They are passed on unchanged to those who have the directive.`,
    recalls: (reference) =>
      `⛔ Recall of ${reference}: type the reason. It is sent to those who have the directive.`,
  },
  preview: {
    corrects: '👁 Preview of the correction – recipients will see:',
    recalls: '👁 Preview of the recall – recipients will see:',
  },
  fetching: '⏳ Fetching and checking files…',
  audience: (count) => `👥 Goes to ${plural(count, 'group')} that received or may have received it`,
  following: (count) =>
    `⏳ ${plural(count, 'group')} still waiting for it: the correction follows once it has arrived`,
  notSentYet: (count) => `✖️ ${plural(count, 'group')} not reached yet: cancelled, nothing is sent`,
  channelsNot: (count) =>
    `📣 ${plural(count, 'public channel')} carrying its short message: the correction is not posted there`,
  channelsToo: (count) => `📣 ${plural(count, 'public channel')}: the short message is taken down`,
  obligationsStay: 'Acknowledgements, reports and deadlines stay as they are.',
  recallEnds:
    'Messages are taken back where the network still allows it; all that is owed ends, reminders too.',
  go: {
    corrects: '✅ No state secret – send the correction',
    recalls: '⛔ Recall now',
  },
  done: {
    corrects: (reference, at) => `✏️ Correction of ${reference} sent at ${formatMoment(at)}.`,
    recalls: (reference, at) =>
      `⛔ ${reference} recalled at ${formatMoment(at)}. The progress card shows the result for every chat.`,
  },
  overtaken: (by, at) =>
    `${by} sent another correction at ${formatMoment(at)}. Nothing was sent; please look again and press once more.`,
  replacing: (reference, isAskedAgain) =>
    `♻️ Replaces ${reference}: what is owed under the old one ends, reminders too; acknowledgements ${isAskedAgain ? 'are asked for again' : 'that were given stand'}.`,
  askAgain: (isAskedAgain) =>
    isAskedAgain ? '☑ Ask for acknowledgement again' : '☐ Ask for acknowledgement again',
  recalledBefore: (reference, by, at) =>
    `${reference} was recalled by ${by} at ${formatMoment(at)}, nothing has changed.`,
  replacedBefore: (reference, successor, by, at) =>
    `${reference} was replaced by ${successor} (${by}, ${formatMoment(at)}), nothing has changed.`,
  ledger: {
    button: '⛔ Result of the recall',
    summary: (removed, kept, before, open) =>
      `Removed ${removed} · not removed ${kept} · acknowledged before ${before}${open > 0 ? ` · under way ${open}` : ''}`,
    title: (reference, at, by) =>
      `⛔ Result of the recall of ${reference} (${formatMoment(at)}, ${by}):`,
    line: (organisation, chat, what) => `${organisation} – ${chat}: ${what}`,
    end: {
      removed: '✅ removed',
      'not-removed': '⚠️ could not be removed',
      'under-way': '⏳ being removed',
    },
    before: (role, name, at) =>
      `👤 acknowledged before the recall (${role} ${name}, ${formatMoment(at)})`,
    because: {
      'chat-gone': 'the bot is no longer in the group, or the group is another organisation’s',
      moved: 'the group was upgraded, its old messages are out of reach',
      'too-late': 'the network refuses, usually because it is too late',
      unproved: 'nobody knows whether it arrived, so it cannot be taken back',
    },
    told: 'the notice of the recall was sent',
    notTold: 'the notice of the recall has not been sent, please telephone',
    none: 'Nobody had received it; what was waiting has been cancelled.',
  },
};
