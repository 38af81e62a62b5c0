import type { Wire } from '../wire.ts';
import type { Call } from './call.ts';

/** getMe. */
export function getMe({ bot }: Call): Wire {
  return {
    ...bot.user,
    can_join_groups: true,
    can_read_all_group_messages: !bot.privacy,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  };
}
