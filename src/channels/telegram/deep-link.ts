/** Rights a group link asks for: to pin urgent letters and to take recalled ones back. */
const GROUP_RIGHTS = 'pin_messages+delete_messages';

/**
 * A link that opens the private chat with a bot and sends it `/start payload`, or adds the bot to a
 * group of one's choice and sends that there. Throws on a payload Telegram would not hand over.
 */
export function deepLink(username: string, payload: string, target: 'private' | 'group'): string {
  if (!/^[\w-]{1,64}$/.test(payload)) {
    throw new Error('a deep link carries 1 to 64 characters of A-Z, a-z, 0-9, _ and -');
  }
  return target === 'private'
    ? `https://t.me/${username}?start=${payload}`
    : `https://t.me/${username}?startgroup=${payload}&admin=${GROUP_RIGHTS}`;
}
