import type { AudienceRole, DraftAudience, Target } from './body.ts';
import type { Directory } from './directory.ts';

/** The organisations an audience comes to, with what each is to do: to act wins over for information. */
export function membersOf(
  audience: DraftAudience,
  directory: Directory,
): ReadonlyMap<string, AudienceRole> {
  const members = new Map<string, AudienceRole>();
  const add = (id: string, role: AudienceRole) => {
    if (directory.organisations.has(id) && members.get(id) !== 'act') members.set(id, role);
  };
  for (const { key, role } of audience.groups) {
    for (const id of directory.groups.get(key)?.members ?? []) add(id, role);
  }
  for (const id of audience.excluded) members.delete(id);
  // Chosen by name: the last word, also over its group.
  for (const { id, role } of audience.organisations) {
    if (directory.organisations.has(id)) members.set(id, role);
  }
  return members;
}

/** Chooses a group to act, or takes it out; its excluded members are forgotten. */
export function toggleGroup(
  audience: DraftAudience,
  key: string,
  directory: Directory,
): DraftAudience {
  const isChosen = audience.groups.some((group) => group.key === key);
  const others = audience.groups.filter((group) => group.key !== key);
  const members = directory.groups.get(key)?.members ?? [];
  return {
    ...audience,
    groups: isChosen ? others : [...others, { key, role: 'act' }],
    excluded: audience.excluded.filter((id) => !members.includes(id)),
  };
}

/** Takes an organisation in to act; one that is to act already is taken out, also of its group. */
export function toggleOrganisation(
  audience: DraftAudience,
  id: string,
  directory: Directory,
): DraftAudience {
  const role = membersOf(audience, directory).get(id);
  const organisations = audience.organisations.filter((chosen) => chosen.id !== id);
  const excluded = audience.excluded.filter((other) => other !== id);
  if (role !== 'act') {
    return { ...audience, organisations: [...organisations, { id, role: 'act' }], excluded };
  }
  return { ...audience, organisations, excluded: [...excluded, id] };
}

/** Adds what the words of a document mean; what is chosen already keeps its role. */
export function addTarget(
  audience: DraftAudience,
  target: Exclude<Target, 'everybody'>,
  role: AudienceRole,
): DraftAudience {
  const groups = target.groups.filter((key) => !audience.groups.some((g) => g.key === key));
  const ids = target.organisations.filter((id) => !audience.organisations.some((o) => o.id === id));
  return {
    ...audience,
    groups: [...audience.groups, ...groups.map((key) => ({ key, role }))],
    organisations: [...audience.organisations, ...ids.map((id) => ({ id, role }))],
  };
}

/** Both audiences in one; whoever one of them takes out stays out unless the other brings them in. */
export function addAudience(
  audience: DraftAudience,
  more: DraftAudience,
  directory: Directory,
): DraftAudience {
  const byKey = new Map([...more.groups, ...audience.groups].map((group) => [group.key, group]));
  const byId = new Map(
    [...more.organisations, ...audience.organisations].map((one) => [one.id, one]),
  );
  const members = new Set([
    ...membersOf(audience, directory).keys(),
    ...membersOf(more, directory).keys(),
  ]);
  return {
    groups: [...byKey.values()],
    organisations: [...byId.values()],
    excluded: [...new Set([...audience.excluded, ...more.excluded])].filter(
      (id) => !members.has(id),
    ),
  };
}

/** Whether an organisation is among those a document's words mean. */
export function isMeant(id: string, target: Target, directory: Directory): boolean {
  if (target === 'everybody' || target.organisations.includes(id)) return true;
  return target.groups.some((key) => directory.groups.get(key)?.members.includes(id));
}
