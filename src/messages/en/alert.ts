import type { ChannelHealth } from '../../ports/channel.ts';
import type { Messages } from '../messages.ts';
import { plural } from './plural.ts';

const states: Readonly<Record<ChannelHealth['state'], string>> = {
  ready: 'just connected again',
  reconnecting: 'connecting again',
  'needs-login': 'has to log in again',
  displaced: 'taken over elsewhere',
  throttled: 'being limited',
  stopped: 'stopped',
};

/** Alerts to administrators and issuing staff. */
export const alert: Messages['alert'] = {
  chatGone: (title, organisation) =>
    `⚠️ Nothing can be sent to the group «${title}» of ${organisation}: the bot was removed or the group no longer exists. Please issue a new group link: /moi nhom ${organisation}`,
  chatRestricted: (title, organisation) =>
    `⚠️ The bot may not write in «${title}» of ${organisation}. The group's administrator is asked to grant it the right to send messages.`,
  deliveryFailed: (reference, organisation) =>
    `⚠️ ${organisation} has not received ${reference}: the messaging app does not take this message. Please send it by other means and contact the organisation.`,
  updateFailed: (id) =>
    `⚠️ An incoming message could not be processed after several attempts (id ${id}). Please look at the server log.`,
  scanToLogIn: (account) =>
    `🔑 Account ${account} has to log in again. Please open the app on the account's phone and scan this QR code. When it has run out, type /login for a new one.`,
  channelDown: (account, state) =>
    `⚠️ Channel ${account} cannot be reached (${states[state]}). Messages not sent yet are kept.`,
  channelBack: (account) => `✅ Channel ${account} can be reached again.`,
  countsDiffer: (count) =>
    `⚠️ Nightly check: the figures of sending and receipt disagree in ${plural(count, 'place')}. Please look at the server log.`,
  recordsDown:
    '⚠️ The database cannot be reached. Nothing can be received or sent for now; what has not been sent will be sent once it is back.',
  recordsBack: '✅ The database can be reached again. Sending continues.',
  queueDown:
    '⚠️ The job queue cannot be reached. Messages not sent yet are kept and will be sent once it is back.',
  queueBack: '✅ The job queue can be reached again. Sending continues.',
};
