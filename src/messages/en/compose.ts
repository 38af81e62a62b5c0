import type { AckPolicy } from '../../domain/acknowledgement.ts';
import { dayOf } from '../../domain/day.ts';
import type { Circulation, Urgency } from '../../domain/document/document.ts';
import type { UnreadableReason } from '../../ports/extract.ts';
import { formatBytes, formatDay, formatMoment, weekdayNameEn } from '../format.ts';
import type { Messages } from '../messages.ts';
import { compose as vi } from '../vi/compose.ts';
import { plural } from './plural.ts';

// The degrees of urgency are words of the law: kept, and explained.
const urgencies: Readonly<Record<Urgency, string>> = {
  none: 'Ordinary',
  khan: '⚡ Khẩn (urgent)',
  thuong_khan: '⚡ Thượng khẩn (very urgent)',
  hoa_toc: '🚨 Hỏa tốc (flash)',
};

const policies: Readonly<Record<AckPolicy, string>> = {
  none: 'Not needed',
  'any-one': 'Any one person of the organisation',
  leader: 'A leader',
  each: 'Each person',
};

const circulations: Readonly<Record<Exclude<Circulation, 'normal'>, string>> = {
  internal: 'Internal circulation',
  return_after_reading: 'To be returned after reading',
  draft: 'Draft',
};

const unreadable: Readonly<Record<UnreadableReason, string>> = {
  scan: 'is a scan without a text layer: it will be enclosed; please type the number, the date and the subject by hand.',
  'not-a-document':
    'is not a document with readable text: it will be enclosed; please type the number, the date and the subject by hand.',
  empty: 'is empty and was not enclosed.',
  timeout:
    'took too long to read, so it could not be checked and was not enclosed. Please export it to PDF again or paste the full text.',
  'too-large':
    'is too large to be checked and was not enclosed. Please split the file or paste the full text.',
  'legacy-doc':
    'is in the old .doc format, so it could not be checked and was not enclosed. Please save it as DOCX or PDF and send it again.',
  encrypted:
    'has a password, so it could not be checked and was not enclosed. Please remove the password and send it again.',
  damaged: 'is damaged and was not enclosed. Please send an intact copy.',
  'zip-bomb': 'is compressed in an unusual way and was not enclosed. Please export the file again.',
};

const flags: Readonly<Record<string, string>> = {
  year_inferred: 'the year was inferred by the system',
  needs_anchor: 'no fixed date yet',
  needs_issue_date: 'no date of issue to count from yet',
  no_fixed_time: 'names no fixed date',
  same_day: 'on the very day of issue',
  vague: 'an approximate expression',
  due_on_non_working_day: 'falls on a day off',
  weekday_contradicts_date: 'weekday and date do not agree',
  extension: 'an extension',
  lunar: 'lunar calendar',
};

/** The dialogue by which staff compose and release a directive. */
export const compose: Messages['compose'] = {
  empty: '—',
  title: (office) => `✍️ Composing a document – ${office}`,
  line: {
    reference: (reference, isDoubtful) => `${isDoubtful ? '❔ ' : ''}Number/symbol: ${reference}`,
    issuedOn: (day, isDoubtful) => `${isDoubtful ? '❔ ' : ''}Date: ${formatDay(day)}`,
    noDay: 'Date: —',
    subject: (subject, isDoubtful) => `${isDoubtful ? '❔ ' : ''}Subject: ${subject}`,
    urgency: (urgency) => `Urgency: ${urgencies[urgency]}`,
    circulation: (circulation) =>
      `🔒 ${circulations[circulation]}: not sent to the press or to public channels`,
    files: (files) =>
      `📎 ${files.map(({ name, bytes }) => `${name} (${formatBytes(bytes)})`).join(', ')}`,
    moreFiles: (count) => `   and ${plural(count, 'more file')}`,
    checking: (count) => `⏳ Checking ${plural(count, 'file')}…`,
    text: (length, isSent) =>
      `📃 Full text pasted: ${plural(length, 'character')}${isSent ? '' : ' (not sent because there is a file)'}`,
    noContent: '📎 No file or full text yet',
    audience: (count, inform, groups) =>
      [
        `Recipients: ${plural(count, 'organisation')}`,
        inform > 0 ? ` (${inform} for information)` : '',
        groups.length > 0 ? ` · ${groups.join(', ')}` : '',
      ].join(''),
    withoutChat: (names, more) =>
      `⚠️ No receiving chat yet: ${names.join(', ')}${more > 0 ? ` and ${plural(more, 'more organisation')}` : ''}`,
    notPublic: (names, more) =>
      `⛔ Not to be sent to press or public channels: ${names.join(', ')}${more > 0 ? ` and ${plural(more, 'more organisation')}` : ''}`,
    successor: (words, names) => `↪️ «${words}» is now: ${names.join(', ')}`,
    unmatched: (words) => `❓ Recipient not identified: «${words}»`,
    acknowledge: (policy, due) =>
      `Acknowledgement: ${policies[policy]}${due ? ` · before ${formatMoment(due)}` : ''}`,
    noReport: 'Report due: no report required',
    noDeadline: 'Report due: —',
    deadline: (phrase, isConfirmed) => `${isConfirmed ? '✔' : '❔'} Report due: ${phrase}`,
    deadlineDate: (due, isFirst) =>
      `   → ${isFirst ? 'first period ' : ''}by the end of ${formatMoment(due)} (${weekdayNameEn(due)})`,
    deadlineAt: (due, isFirst) =>
      `   → ${isFirst ? 'first period ' : ''}${formatMoment(due)} (${weekdayNameEn(due)})`,
    deadlineFromReceipt: (isAcknowledged, due) =>
      `   → counted from ${isAcknowledged ? 'each acknowledgement' : 'the release'}; if that were now: ${formatMoment(due)} (${weekdayNameEn(due)})`,
    deadlineFor: (words, count) =>
      `   ${count === 0 ? '⚠️ ' : ''}Applies to ${plural(count, 'organisation')}${words.length > 0 ? ` (${words.join('; ')})` : ''}`,
    flag: (flag) => {
      const [code = '', detail = ''] = flag.split(':');
      const words = flags[code];
      return words ? `   ⚠️ ${words}${detail ? `: ${detail}` : ''}` : '';
    },
    reminders: (moments) =>
      `🔔 Report reminders: ${moments.map((moment) => formatMoment(moment)).join(' · ')}`,
    shortMessage: (length, max) => `📣 Short message: ${length}/${max} characters`,
    missing: (fields) => `➡️ Still missing: ${fields.join(', ')}`,
    ready: '✅ Complete; ready for preview',
    printedReference: (reference) => `⚠️ The document itself says number ${reference}`,
    printedDay: (day) => `⚠️ The document itself says date ${formatDay(day)}`,
    printedIssuer: (issuer) => `⚠️ The document itself says issuer: ${issuer}`,
    doubtful: '❔ Read from the document, but not with certainty; please confirm',
  },
  ask: {
    content:
      '👉 Send the file of the document (PDF, DOCX) or paste its full text. The number/symbol may also be typed first, for example: 1234/SNN-PCTT',
    reference: '👉 Type the number/symbol, for example: 1234/SNN-PCTT',
    number: (symbol) => `👉 Type the number of the document (symbol ${symbol}), for example: 1234`,
    date: '👉 Type the date of issue, for example: 10/9/2024, or press «Today»',
    subject: '👉 Type the subject, for example: tăng cường phòng, chống lụt bão',
    urgency: '👉 Choose the kind of document and the degree of urgency',
    addressee: (words) =>
      `👉 Which organisation of the directory is «${words}»? Choose below, type a name to search, or skip.`,
    audience:
      '👉 Choose recipient groups, or type the name of an organisation to search (tone marks not needed)',
    find: '👉 Type the name of an organisation, without tone marks, for example: ubnd xa tan',
    found: (query, count) => `🔎 «${query}»: ${plural(count, 'organisation')}`,
    members: (count) =>
      `📋 Recipients: ${plural(count, 'organisation')}. Press to add or to take out.`,
    ack: '👉 Who of each recipient has to acknowledge? Type another time limit if needed, for example: 17h00 25/9/2024',
    deadlines: '👉 Confirm each due date that was read, drop the wrong ones, or type another',
    deadline:
      '👉 Choose when the report is due or type it, for example: 17h00 25/9/2024, or 25/9/2024',
    short: (source, room) =>
      `👉 Type the short message for channels to publish, at most ${plural(room, 'character')}. The source line is added by itself: ${source}`,
    office: '👉 On behalf of which office?',
    openDraft: (subject, at) =>
      `📝 There is a draft «${subject}» of ${formatMoment(at)}. Continue it or compose a new one?`,
    cancel: '❗ Cancel this draft for good? What has been entered cannot be used again.',
  },
  wrong: {
    reference: 'This is not a number/symbol. Example: 1234/SNN-PCTT',
    date: 'This is not a date. Example: 10/9/2024',
    dateFuture: (day) => `The date of issue cannot be later than today (${formatDay(day)}).`,
    subject: 'The subject must have 5 to 500 characters. Example: tăng cường phòng, chống lụt bão',
    notFound: (query) =>
      `No organisation of the directory matches «${query}». Example: ubnd xa tan`,
    deadline: 'This is not a due date. Example: 17h00 25/9/2024 or 25/9/2024',
    deadlinePast: 'This moment has passed. Please type a later one, for example: 17h00 25/9/2024',
    short: (over) =>
      `The short message is ${plural(over, 'character')} too long (source line included). Please shorten it.`,
    shortRestricted:
      'The circulation of this document is restricted, so no message for public channels may go with it.',
    shortNeedsIdentity:
      'Please enter the number/symbol and the date of issue first: the message has to name its source.',
    pressOnly: 'Please use the buttons of the card, or choose what to change and then type.',
    tooManyFiles: (max) => `A document may have at most ${plural(max, 'file')}.`,
  },
  // The source line and a chosen deadline go out as the issuer's own words, which are not translated.
  deadline: vi.deadline,
  source: vi.source,
  field: {
    content: 'file or full text',
    reference: 'number/symbol',
    date: 'date of issue',
    subject: 'subject',
    addressees: 'unidentified recipients',
    audience: 'recipients',
    deadlines: 'report due date',
  },
  network: { telegram: 'Telegram', 'zalo-zca': 'Zalo' },
  preview: {
    title: '👁 Preview – what recipients will see:',
    sample: (organisation, number, count) => `┌ Sample ${number}/${count}: ${organisation}`,
    end: '└',
    button: (label) => `[${label}]`,
    shortMessage: '┌ Short message:',
    summary: '📊 Summary',
    network: (network, chats) => `${network}: ${plural(chats, 'group/channel', 'groups/channels')}`,
    fileUnfit: (network, name, bytes, maxBytes) =>
      bytes > maxBytes
        ? `⛔ ${network} does not take the file «${name}» (${formatBytes(bytes)}): the limit is ${formatBytes(maxBytes)}. Please compress, split or drop it.`
        : `⛔ ${network} does not take this kind of file: «${name}» (${formatBytes(bytes)}, limit ${formatBytes(maxBytes)}). Please use PDF or drop it.`,
    textSplit: (network, messages) =>
      `${network}: the text goes out as ${messages} messages one after the other`,
    blocked: '⛔ Cannot be released yet («Back» to correct):',
    cut: '…',
  },
  blocker: (blocker) => {
    switch (blocker) {
      case 'number-missing':
        return 'The number/symbol is missing: press «Number/symbol» to enter it.';
      case 'issue-date-missing':
        return 'The date of issue is missing: press «Date» to enter it.';
      case 'subject-missing':
        return 'The subject is missing: press «Subject» to enter it.';
      case 'content-missing':
        return 'There is no file or full text: press «Content», then send a file or paste the text.';
      case 'audience-empty':
        return 'There are no recipients: press «Recipients» to choose them.';
      case 'deadline-unconfirmed':
        return 'A report due date is not confirmed: press «Report due» to confirm or drop it.';
      case 'deadline-past':
        return 'A report due date has passed: press «Report due» to drop it or to enter a new one.';
      case 'short-message-too-long':
        return 'The short message is too long: press «Short message» to shorten it.';
      case 'short-message-restricted':
        return 'A document of restricted circulation may have no short message: press «Short message» to drop it.';
      case 'audience-public':
        return 'A document of restricted circulation may not go to press or public channels: press «Recipients» to take these out.';
      case 'declaration-missing':
        return 'Not declared yet: please tick the box «Not on the list of state secrets», then press «Release».';
      case 'files-checking':
        return 'Files are being checked: please wait a moment.';
      case 'field-doubtful':
        return 'Something was not read with certainty: press the item marked ❔ and confirm it.';
      case 'addressee-unsettled':
        return 'A recipient is not identified: press «Recipients» to choose or to skip.';
      case 'acknowledge-past':
        return 'The time limit for acknowledging has passed: press «Acknowledgement» to choose again.';
      case 'file-unfit':
        return 'A network of the recipients does not take one of the files: press «Content» to replace or drop it.';
      case 'card-too-long':
        return 'The subject, the deadlines and the file names are too long for one message on a network of the recipients: press «Subject» or «Report due» to shorten them.';
      case 'foreign-issuer':
        return 'The document was issued by another office: only the issuing office may release it.';
      case 'replaced-ended':
        return 'The directive it replaces was recalled or replaced already: please cancel this draft.';
      case 'no-approver':
        return 'A second person has to approve, and the office has nobody else who can be reached: an administrator makes a link with «/moi duyet».';
      case 'schedule-past':
        return 'The scheduled time has passed: press «Schedule» to choose again.';
      case 'not-permitted':
        return 'This account may not release for the office at present: please contact the administrator.';
    }
  },
  released: (reference, code, count) =>
    `🚀 ${reference} released to ${plural(count, 'organisation')} · Code ${code}`,
  saved: (subject) => `💾 Draft «${subject}» saved. Type /drafts to open it again.`,
  cancelled: '✖️ Draft cancelled.',
  notStarted: 'No new draft was begun. The previous draft is still open.',
  movedBelow: '📝 The compose card is below.',
  startedOver: '✍️ A new draft has been opened; the previous one is saved.',
  continued: '📝 Continuing the previous draft.',
  untitled: 'no subject yet',
  noPermission:
    'This account may not compose documents for any issuing office. Please contact the administrator.',
  drafts: {
    none: 'There are no drafts. Type /send to compose a document.',
    title: (count) => `📝 Drafts (${count}):`,
    line: (number, what, at, isOpen) =>
      `${number}. ${what} – ${formatMoment(at)}${isOpen ? ' (being composed)' : ''}`,
    open: (number, what) => `${number}. ${what}`,
  },
  upload: {
    unreadable: (name, reason) => `⚠️ The file «${name}» ${unreadable[reason]}`,
    refused:
      '⛔ A file appears to bear a secrecy marking. It was not accepted and has not been stored. Classified documents are sent only as the rules on the protection of state secrets provide. Please delete the message with the file. The draft does not contain it.',
    tooLarge: (limit) =>
      `⛔ A file is over the limit of ${limit} and was not enclosed. Please split it.`,
    executable: (name) =>
      `⛔ The file «${name}» is a program, a script or holds macros, and was not enclosed. Please send the document as DOCX or PDF.`,
    archive: (name) =>
      `⛔ The file «${name}» is an archive, so its content could not be checked and it was not enclosed. Please unpack it and send each file.`,
    failed: '⛔ A file could not be fetched from the network. Please send it again.',
  },
  button: {
    reference: '✏️ Number/symbol',
    date: '✏️ Date',
    subject: '✏️ Subject',
    urgency: '⚡ Kind, urgency',
    content: '📎 Content',
    audience: '👥 Recipients',
    ack: '✍️ Acknowledgement',
    deadlines: '⏰ Report due',
    short: '📣 Short message',
    office: '🏛 Office',
    preview: '👁 Preview',
    resume: '▶️ Enter what is missing',
    back: '⬅️ Back',
    save: '💾 Save draft',
    cancel: '✖️ Cancel',
    cancelForGood: '✖️ Cancel for good',
    done: '✔ Done',
    today: 'Today',
    confirm: '✔ Correct',
    skip: '✖️ Skip',
    removeFile: (name) => `🗑 ${name}`,
    removeText: '🗑 Drop the full text',
    urgencyOf: (urgency, isChosen) => `${isChosen ? '● ' : ''}${urgencies[urgency]}`,
    policyOf: (policy, isChosen) => `${isChosen ? '● ' : ''}${policies[policy]}`,
    group: (name, count, isChosen) => `${isChosen ? '☑' : '☐'} ${name} (${count})`,
    organisation: (name, role) => `${role === 'act' ? '☑' : role === 'inform' ? 'ℹ️' : '☐'} ${name}`,
    find: '🔎 Find an organisation',
    members: (count) => `📋 List (${count})`,
    earlier: '◀',
    later: '▶',
    confirmDeadline: (number) => `✔ Due date ${number} is correct`,
    dropDeadline: (number) => `✖️ Drop due date ${number}`,
    addDeadline: '➕ Enter another due date',
    noReport: 'No report required',
    dueToday: '17h00 today',
    dueInDays: (count, due) => `+${plural(count, 'working day')} (${formatDay(dayOf(due))})`,
    ackDefault: 'Default time limit',
    ackAt: (due) => formatMoment(due),
    removeShort: '🗑 Drop the message',
    declare: (isChosen) => `${isChosen ? '☑' : '☐'} Not on the list of state secrets`,
    release: '🚀 Release',
    continue: '▶️ Continue',
    startOver: '🆕 New draft',
  },
};
