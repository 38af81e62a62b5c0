import { isPress } from '../../domain/directory/press.ts';
import type { Scene } from './scene.ts';

/** Names of those in the audience whose chats are open to the public: the press, and whoever receives in a channel. */
export function publicReach({
  directory,
  members,
  reach,
}: Pick<Scene, 'directory' | 'members' | 'reach'>): readonly string[] {
  const inChannels = new Set(
    reach.flatMap(({ kind, organisationId }) => (kind === 'channel' ? [organisationId] : [])),
  );
  return [...members.keys()].flatMap((id) => {
    const organisation = directory.organisations.get(id);
    if (!organisation) return [];
    const groupKeys = [...directory.groups.values()]
      .filter((group) => group.members.includes(id))
      .map(({ key }) => key);
    const isPublic = isPress({ kind: organisation.kind, groupKeys }) || inChannels.has(id);
    return isPublic ? [organisation.name] : [];
  });
}
