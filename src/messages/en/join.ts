import type { JoinRole } from '../../store/joins.ts';
import type { Messages } from '../messages.ts';
import { plural } from './plural.ts';

const roles: Readonly<Record<JoinRole, string>> = {
  clerk: 'Registry clerk',
  focal_point: 'Focal point',
  leader: 'Leader',
  composer: 'Composer',
  approver: 'Approver',
  viewer: 'Viewer',
  admin: 'Administrator',
  receive: 'Group receiving documents',
  'receive,repost': 'Group receiving documents and republishing messages',
  publish: 'Public channel publishing messages',
};

/** What helps whoever passes a link on, under it. */
function underLink(role: JoinRole): string {
  switch (role) {
    case 'receive':
    case 'receive,repost':
      return "\nOpen it on a phone and choose the organisation's group to add the bot to.";
    case 'publish':
      return '';
    case 'clerk':
    case 'focal_point':
    case 'leader':
    case 'composer':
    case 'approver':
    case 'viewer':
    case 'admin':
      return '\nPass it on to the right person only.';
  }
}

const officials: readonly JoinRole[] = ['clerk', 'focal_point', 'leader'];

/** Binding people, groups and channels to organisations. */
export const join: Messages['join'] = {
  role: (role) => roles[role],
  welcome:
    'Truyen Dat sends directives to agencies and organisations and records their receipt. This account is not linked to any organisation yet. Please open the link issued by the administrator; if there is none, the registry clerk of the organisation is asked to contact the issuing office.',
  welcomeBack: (name) => `Welcome, ${name}. Type /help to see the commands.`,
  codeUnknown:
    'The link is wrong, has been used or has expired. Please contact the administrator for a new link.',
  codeForGroup:
    "This link is for a group. Please open it on a phone and choose the organisation's group to add the bot to.",
  codeForPerson: 'This link is for one person. Please open it in a private chat with the bot.',
  codeForGroupTyped: "This code is for a group. Please type it in the organisation's group.",
  codeForPersonTyped:
    'This code is for one person. Please type it in a private chat with this account.',
  consent: (role, organisation) => [
    `👤 Link this account to: ${roles[role]}, ${organisation}`,
    'Only the name, the role, the organisation and the network account id are stored, in order to send documents and to record their receipt. It can be stopped at any time with /dung.',
    'Agree to the link?',
  ],
  agree: '✅ Agree',
  disagree: '✖️ No',
  declinedByPerson: 'Cancelled. Nothing has been linked.',
  waiting: (role, organisation) =>
    `⏳ The request was sent: ${roles[role]}, ${organisation}. A leader of the organisation or an administrator will confirm it.`,
  askConfirm: (subject, role, name, organisation) =>
    subject === 'group' || subject === 'channel'
      ? `🔑 «${name}» asks to be linked as: ${roles[role]} of ${organisation}. Confirm?`
      : `🔑 The account «${name}» asks to be linked: ${roles[role]}, ${organisation}. Confirm?`,
  confirm: '✅ Confirm',
  reject: '✖️ Reject',
  groupOffer: (role, organisation) => [
    `🏛 This group is to be: ${roles[role]} of ${organisation}.`,
    'A leader of the organisation or an administrator is asked to confirm.',
  ],
  groupRight: '✅ Right organisation',
  groupWrong: '✖️ Wrong group',
  groupBound: (role, organisation) => `✅ Confirmed: ${roles[role]} of ${organisation}.`,
  groupRefused:
    'Link cancelled: wrong group. This group receives no documents. The administrator is asked to remove the bot from the group.',
  channelNone:
    'There is no channel yet. Please make the bot an administrator of the channel (with the right to post), then open this link again.',
  channelChoose: (organisation) =>
    `📣 Choose the public channel of ${organisation} that publishes messages:`,
  bound: (role, organisation) =>
    `✅ The account is linked: ${roles[role]}, ${organisation}.${officials.includes(role) ? " Documents are sent to the organisation's group; type /viec to see what is left to do." : ''}`,
  settled: (role, organisation) => `✅ Approved: ${roles[role]}, ${organisation}.`,
  rejected: (organisation) =>
    `The request to be linked to ${organisation} was not confirmed. Please contact the administrator.`,
  decided: 'This request has been decided already.',
  done: 'Recorded.',
  approved: 'Link approved.',
  turnedDown: 'Link rejected.',
  notAllowed:
    'Only a leader of the organisation or an administrator may confirm. Please tell a leader of the organisation.',
  registerOffer: (organisation) => `👤 Register as focal point of ${organisation}?`,
  link: (role, organisation, url, hours) =>
    `🔗 One-time link (${roles[role]}, ${organisation}), valid for ${plural(hours, 'hour')}:\n${url}${underLink(role)}`,
  typed: (network, place, words) =>
    place === 'group'
      ? `${network}: invite this account to the group, then type there:\n${words}`
      : `${network}: type in a private chat with this account:\n${words}`,
  inviteUsage:
    'Usage: /moi <role> <organisation>\nPeople of an organisation: vanthu (registry clerk), daumoi (focal point), lanhdao (leader)\nIssuing office: soan (composes, releases), duyet (approves), xem (follows), quantri (administers)\nGroups, channels: nhom (receives documents), nhomdang (receives and republishes), kenh (public channel)\nExample: /moi vanthu UBND xã An Phú',
  inviteUnknownOrganisation: (words, suggestions) =>
    suggestions.length > 0
      ? `It is not clear which organisation «${words}» is. Was one of these meant: ${suggestions.join('; ')}?`
      : `No organisation «${words}» was found in the directory. Please type the whole name, for example: UBND xã An Phú.`,
  inviteOtherOffice: (organisation) =>
    `Only an administrator of ${organisation} may give this role. Please contact the administrator of that office.`,
  inviteNotAnOffice: (organisation) =>
    `${organisation} is not an issuing office, so it has no such role. Please use vanthu, daumoi, lanhdao, nhom or nhomdang.`,
  stopped:
    'Stopped: the account is no longer linked to any organisation. Acknowledgements recorded so far are kept as the rules require.',
  stoppedNothing: 'This account is not linked to any organisation.',
};
