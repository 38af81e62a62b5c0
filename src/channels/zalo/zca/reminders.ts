/** The ids by which the product knows a group's reminders, told from those of messages. */
const PREFIX = 'reminder-';

/** The id of a reminder as a message of ours. */
export const reminderMessageId = (reminderId: string): string => `${PREFIX}${reminderId}`;

/** Zalo's own id of the reminder that a message of ours is; undefined for any other message. */
export function reminderIdIn(messageId: string): string | undefined {
  return messageId.startsWith(PREFIX) ? messageId.slice(PREFIX.length) : undefined;
}
