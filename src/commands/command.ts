import type { InboundFile } from '../domain/inbound-event.ts';
import type { Act } from '../domain/permission.ts';
import type { Turn } from '../engine/turn.ts';
import type { Messages } from '../messages/messages.ts';

/** A chat command. One file per command; every network has the same ones. */
export interface Command {
  /** What networks suggest; one of `names`. */
  readonly name: string;
  /** Its name in each language, both understood everywhere; no slash, a-z and digits. */
  readonly names: Readonly<Record<'vi' | 'en', string>>;
  /** What somebody must be allowed to do to give it; others are told what to do instead. */
  readonly act: Act;
  /** Whether it works in a group; most are for private chats. */
  readonly inGroups: boolean;
  /** One line for /help and the network's list of commands. */
  describe(m: Messages): string;
  /** How it is used, with an example, for /help and its name. */
  explain?(m: Messages): string;
  /** `files` came in the same message. */
  run(turn: Turn, args: string, files: readonly InboundFile[]): Promise<void>;
}
