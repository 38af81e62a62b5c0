import { describe, expect, test } from '@jest/globals';
import { messagesIn } from '../../src/messages/messages.ts';

type Sentence = (...args: readonly unknown[]) => unknown;

/** Every sentence of a language by its path, fixed words and functions alike. */
function sentencesOf(tree: object, path = ''): ReadonlyMap<string, string | Sentence> {
  const found = new Map<string, string | Sentence>();
  for (const [key, value] of Object.entries(tree)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string' || typeof value === 'function') found.set(here, value);
    else for (const [inner, sentence] of sentencesOf(value, here)) found.set(inner, sentence);
  }
  return found;
}

const vi = sentencesOf(messagesIn('vi'));
const en = sentencesOf(messagesIn('en'));
const paths = [...vi.keys()];

const moment = new Date('2026-01-05T10:00:00Z');
const positionRoles = ['clerk', 'focal_point', 'leader'];
const staffRoles = ['composer', 'approver', 'viewer', 'admin'];
const chatRoles = ['receive', 'receive,repost', 'publish'];

/**
 * What a parameter may be, by its name; one that is not here is a plain word that has to show. A
 * name that means something else in one place is given with the place.
 */
const values: Readonly<Record<string, readonly unknown[]>> = {
  at: [moment],
  due: [moment],
  'phone.line.people': [[], ['§one', '§two']],
  'report.reports.onTime': [3],
  'report.reports.late': [0, 2],
  'report.owing.overdue': [1],
  'report.status.status': ['delivered', 'rejected', 'acknowledged', 'assigned', 'done'],
  'report.because.reason': ['chat-gone', 'gave-up', 'chat-rebound', '403 Forbidden'],
  reach: ['delivered', 'uncertain', 'waiting', 'failed', 'cancelled', 'no-chat'],
  way: ['button', 'code', 'quote', 'phone'],
  verdict: ['on-time', 'late', 'overdue', 'waiting', 'waived'],
  'nudge.tooSoon.from': [moment],
  'amend.ledger.summary.open': [0, 2],
  moment: [moment],
  until: [moment],
  why: [['recipients', 'urgency', 'public']],
  last: [moment],
  'command.owedLine.due': [moment, undefined],
  'progress.unsure.line.at': [1],
  'progress.unsure.resend.at': [1],
  'progress.unsure.arrived.at': [1],
  'handling.state': ['delivered', 'rejected', 'acknowledged', 'assigned', 'in_progress', 'done'],
  about: [{ reference: '§reference', organisation: '§organisation', name: '§name', at: moment }],
  'petition.extension.due': [moment, undefined],
  'petition.reason': ['§reason'],
  'card.rejectedBy.reason': ['§reason'],
  'petition.toldRefused.reason': ['§reason'],
  rejection: [true, false].map((isLetOff) => ({
    organisation: '§one',
    reason: '§two',
    isLetOff,
  })),
  part: [true, false].map((isResent) => ({ organisation: '§one', chat: '§two', isResent })),
  'progress.reports.due': [moment, undefined],
  'compose.line.acknowledge.due': [moment, undefined],
  moments: [[moment, new Date('2026-01-06T01:30:00Z')]],
  day: ['2026-01-05'],
  issuedOn: ['2026-01-05'],
  time: ['17:00', null],
  place: ['group', 'private'],
  bytes: [312_000],
  maxBytes: [1_000, 5_000_000],
  messages: [2],
  from: ['2026-01-05'],
  to: ['2026-01-05', '2026-01-09'],
  'people.line.until': ['2026-01-05', undefined],
  'people.line.substitute': ['§substitute'],
  ordinal: [3],
  isAgreed: [true, false],
  absent: ['§absent'],
  'people.named.absent': ['§absent', null],
  fault: ['unreadable', 'past', 'reversed', 'too-long'],
  'people.standInSettled.state': ['asked', 'agreed', 'declined', 'ended'],
  outcome: [
    'not-allowed',
    'not-colleagues',
    'own-substitute',
    'covered',
    'substitute-away',
    'unreachable',
  ],
  ms: [3_600_000, 47 * 3_600_000, 72 * 3_600_000],
  count: [0, 1, 7],
  total: [31],
  done: [30],
  sent: [29],
  days: [1, 3],
  hours: [1, 48],
  inform: [0, 2],
  more: [0, 4],
  over: [1, 12],
  room: [1, 280],
  max: [1, 20],
  chats: [1, 5],
  length: [1, 130],
  number: [15],
  onTime: [true, false],
  late: [true, false],
  overdue: [true, false],
  isDoubtful: [true, false],
  isSent: [true, false],
  isConfirmed: [true, false],
  isFirst: [true, false],
  isAskedAgain: [true, false],
  isAcknowledged: [true, false],
  isOpen: [true, false],
  isChosen: [true, false],
  names: [['§one', '§two']],
  others: [['§one'], ['§one', '§two']],
  groups: [[], ['§one', '§two']],
  suggestions: [[], ['§one', '§two']],
  fields: [['§one', '§two']],
  'compose.line.deadlineFor.words': [[], ['§one', '§two']],
  files: [[{ name: '§one', bytes: 312_000 }]],
  nearest: ['§nearest', undefined],
  role: positionRoles,
  'join.role': [...positionRoles, ...staffRoles, ...chatRoles],
  'compose.button.organisation.role': ['act', 'inform', undefined],
  state: ['ready', 'reconnecting', 'needs-login', 'displaced', 'throttled', 'stopped'],
  urgency: ['none', 'khan', 'thuong_khan', 'hoa_toc'],
  circulation: ['internal', 'return_after_reading', 'draft'],
  policy: ['none', 'any-one', 'leader', 'each'],
  kind: ['acknowledge', 'report', 'task'],
  'join.askConfirm.subject': ['person', 'staff', 'group', 'channel'],
  flag: [
    'year_inferred',
    'needs_anchor',
    'needs_issue_date',
    'no_fixed_time',
    'same_day',
    'vague',
    'due_on_non_working_day',
    'weekday_contradicts_date',
    'extension',
    'lunar:§detail',
  ],
  reason: [
    'scan',
    'not-a-document',
    'empty',
    'timeout',
    'too-large',
    'legacy-doc',
    'encrypted',
    'damaged',
    'zip-bomb',
  ],
  blocker: [
    'number-missing',
    'issue-date-missing',
    'subject-missing',
    'content-missing',
    'audience-empty',
    'deadline-unconfirmed',
    'deadline-past',
    'short-message-too-long',
    'short-message-restricted',
    'audience-public',
    'declaration-missing',
    'files-checking',
    'field-doubtful',
    'addressee-unsettled',
    'acknowledge-past',
    'foreign-issuer',
    'not-permitted',
  ],
};

/** Every combination of arguments a sentence is tried with. */
function argumentsOf(path: string, sentence: Sentence): readonly (readonly unknown[])[] {
  const parameters = /^\(?([\w\s,]*)\)?\s*=>/.exec(sentence.toString())?.[1] ?? '';
  const names = parameters.split(',').flatMap((name) => (name.trim() ? [name.trim()] : []));
  if (names.length !== sentence.length) throw new Error(`${path}: parameters not understood`);
  let rows: readonly (readonly unknown[])[] = [[]];
  for (const name of names) {
    const [part = ''] = path.split('.');
    const choice = values[`${path}.${name}`] ?? values[`${part}.${name}`] ?? values[name];
    rows = rows.flatMap((row) => (choice ?? [`§${name}`]).map((value) => [...row, value]));
  }
  return rows;
}

/** All that a sentence can say, in the order of its arguments, which the Vietnamese one sets. */
function saidBy(language: ReadonlyMap<string, string | Sentence>, path: string): readonly string[] {
  const sentence = language.get(path);
  const source = vi.get(path);
  if (typeof sentence !== 'function' || typeof source !== 'function') return [String(sentence)];
  return argumentsOf(path, source).map((args) => [sentence(...args)].flat().join('\n'));
}

/** What a sentence states besides its words: arguments, dates, figures and commands. */
function factsOf(text: string): readonly string[] {
  const fact =
    /§\w+|\d+(?:[h/.,]\d+)*|\/(?:send|drafts|status|pending|drill|dientap|viec|moi|nghi|nhansu|language|help|start|dung)\b/g;
  return [...text.matchAll(fact)].map(([found]) => found).sort((a, b) => a.localeCompare(b));
}

/** What goes out in the issuer's name whoever types it: not translated. */
const issuersWords = ['compose.source', 'compose.deadline.phrase'];

describe.each([
  ['vi', vi],
  ['en', en],
] as const)('in %s', (_name, language) => {
  test('every sentence says something, whatever it is about', () => {
    for (const path of paths) {
      for (const said of saidBy(language, path)) {
        expect({ path, isSaid: said.trim().length > 0 }).toEqual({ path, isSaid: true });
        expect({ path, said }).not.toEqual({
          path,
          said: expect.stringMatching(/undefined|null|NaN|\[object|Invalid/),
        });
      }
    }
  });

  test('a button that a sentence names is called that', () => {
    const labels = paths
      .filter((path) => /\.(?:buttons?\.|unsure\.resend$)/.test(path))
      .flatMap((path) => saidBy(language, path))
      .map((label) => label.replace(/ \d+$/, ''));
    // What people type, what their own app calls an answer, and the mark of a drill.
    const typed = ['hôm nay', 'DN §code', 'Trả lời', 'Reply', 'DIỄN TẬP'];
    for (const path of paths) {
      for (const [, name = ''] of saidBy(language, path)
        .join('\n')
        .matchAll(/«([^»]+)»/g)) {
        if (name.startsWith('§') || typed.includes(name)) continue;
        const isLabel = labels.some((label) => label === name || label.endsWith(` ${name}`));
        expect({ path, name, isLabel }).toEqual({ path, name, isLabel: true });
      }
    }
  });

  test('nobody is addressed as a person', () => {
    const said = paths.flatMap((path) => saidBy(language, path)).join('\n');
    expect(said).not.toMatch(/\byou(r|rs)?\b|(^|[^\p{L}])bạn([^\p{L}]|$)/iu);
  });
});

test('both languages have the same sentences about the same things', () => {
  expect(new Set(en.keys())).toEqual(new Set(paths));
  for (const path of paths) {
    const [own, other] = [vi.get(path), en.get(path)];
    const counts = [own, other].map((one) => (typeof one === 'function' ? one.length : 'words'));
    expect({ path, counts }).toEqual({ path, counts: [counts[0], counts[0]] });
  }
});

test('both languages state the same arguments, dates, figures and commands', () => {
  for (const path of paths) {
    const facts = saidBy(en, path).map(factsOf);
    expect({ path, facts }).toEqual({ path, facts: saidBy(vi, path).map(factsOf) });
  }
});

test('no Vietnamese is left in English but words of the law and examples', () => {
  const kept =
    /\b(?:KHẨN|THƯỢNG KHẨN|HỎA TỐC|Khẩn|Thượng khẩn|Hỏa tốc) \((?:very urgent|urgent|flash)\)|UBND xã An Phú|DIỄN TẬP|8h ngày 30|Các xã ven sông|tăng cường phòng, chống lụt bão/g;
  for (const path of paths) {
    if (issuersWords.includes(path)) continue;
    for (const said of saidBy(en, path)) {
      const rest = said.normalize('NFC').replace(kept, '');
      expect({ path, said: rest }).not.toEqual({
        path,
        said: expect.stringMatching(/[À-ÖØ-öø-ɏḀ-ỿ]/),
      });
    }
  }
});

test("what goes out in the issuer's name stays Vietnamese in an English chat", () => {
  for (const path of issuersWords) expect(saidBy(en, path)).toEqual(saidBy(vi, path));
});
