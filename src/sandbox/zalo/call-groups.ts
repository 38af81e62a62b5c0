/** Groups, their members, and the account itself. */
import { z } from 'zod';
import { type Handler, handle, jsonText } from './call-support.ts';

const groupVersions = jsonText.pipe(z.record(z.string(), z.number()));

/** The calls about groups and people. */
export const groupCalls: Readonly<Record<string, Handler>> = {
  '/api/group/getlg/v4': handle(z.unknown(), ({ history, uid }) => ({
    data: {
      version: '1',
      gridVerMap: Object.fromEntries(
        [...history.world.groups.values()]
          .filter((group) => group.members.has(uid))
          .map((group) => [group.id, '1']),
      ),
    },
  })),
  '/api/group/getmg-v2': handle(
    z.object({ gridVerMap: groupVersions }),
    ({ history, uid }, params) => {
      const { world } = history;
      const asked = Object.keys(params.gridVerMap);
      const mine = asked.filter((one) => world.groups.get(one)?.members.has(uid));
      return {
        data: {
          removedsGroup: asked.filter((one) => !mine.includes(one)),
          unchangedsGroup: [],
          gridInfoMap: Object.fromEntries(
            mine.map((one) => {
              const group = world.groups.get(one);
              const members = [...(group?.members ?? [])];
              const info = {
                groupId: one,
                name: group?.name ?? '',
                desc: '',
                type: 1,
                creatorId: group?.creator ?? '0',
                version: '1',
                avt: '',
                fullAvt: '',
                // The real network leaves it empty and lists "uid_version" pairs instead.
                memberIds: [],
                adminIds: [],
                currentMems: [],
                updateMems: [],
                memVerList: members.map((member) => `${member}_0`),
                totalMember: members.length,
                maxMember: 1000,
                setting: {},
                hasMoreMember: 0,
              };
              return [one, info];
            }),
          ),
        },
      };
    },
  ),
  '/api/social/group/members': handle(
    z.object({ friend_pversion_map: z.array(z.string()) }),
    ({ history }, params) => ({
      data: {
        unchangeds_profile: [],
        profiles: Object.fromEntries(
          params.friend_pversion_map.map((entry) => {
            const uid = entry.replace(/_\d+$/, '');
            const name = history.world.people.get(uid) ?? '';
            return [uid, { id: uid, displayName: name, zaloName: name, avatar: '' }];
          }),
        ),
      },
    }),
  ),
  '/api/social/profile/me-v2': handle(z.unknown(), ({ history, uid }) => ({
    data: {
      profile: { userId: uid, displayName: history.world.people.get(uid) ?? '', avatar: '' },
    },
  })),
};
