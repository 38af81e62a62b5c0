/**
 * On which of its networks an organisation gets a directive: on all of them, or on the first, and on
 * the next one only where the first did not carry it in time. Pure.
 */
export interface NetworkPolicy {
  readonly policy: 'all' | 'first';
  /** Drivers, the preferred one first; one that is not named comes last. */
  readonly order: readonly string[];
  /** How long a network may take before the next one is tried. */
  readonly failoverAfterMs: number;
}

/** What one organisation has of its own; the rest follows the general policy. */
export type OwnNetworkPolicy = {
  readonly [key in keyof NetworkPolicy]?: NetworkPolicy[key] | undefined;
};

/** The policy for an organisation. */
export function policyFor(
  general: NetworkPolicy,
  own: OwnNetworkPolicy | undefined,
): NetworkPolicy {
  return {
    policy: own?.policy ?? general.policy,
    order: own?.order ?? general.order,
    failoverAfterMs: own?.failoverAfterMs ?? general.failoverAfterMs,
  };
}

/** How it stands with one network that a directive was given to. */
export interface NetworkAttempt {
  readonly driver: string;
  readonly since: Date;
  /** `arrived`: at least one chat has it. `gone`: it never will be taken there. */
  readonly state: 'arrived' | 'under-way' | 'gone';
}

/** The chats that get it at once. */
export function firstChats<Chat extends { readonly driver: string }>(
  chats: readonly Chat[],
  { policy, order }: Pick<NetworkPolicy, 'policy' | 'order'>,
): readonly Chat[] {
  if (policy === 'all') return chats;
  const [best] = byPreference(chats, order);
  return chats.filter(({ driver }) => driver === best?.driver);
}

/** The chats of the next network, when those tried so far have not carried it in time; else none. */
export function nextChats<Chat extends { readonly driver: string }>(
  chats: readonly Chat[],
  attempts: readonly NetworkAttempt[],
  policy: NetworkPolicy,
  now: Date,
): readonly Chat[] {
  if (policy.policy === 'all' || attempts.length === 0) return [];
  const mayStillArrive = attempts.some(
    ({ state, since }) =>
      state === 'arrived' ||
      (state === 'under-way' && now.getTime() - since.getTime() < policy.failoverAfterMs),
  );
  if (mayStillArrive) return [];
  const tried = new Set(attempts.map(({ driver }) => driver));
  return firstChats(
    chats.filter(({ driver }) => !tried.has(driver)),
    policy,
  );
}

function byPreference<Chat extends { readonly driver: string }>(
  chats: readonly Chat[],
  order: readonly string[],
): readonly Chat[] {
  const rank = ({ driver }: Chat) => {
    const at = order.indexOf(driver);
    return at < 0 ? order.length : at;
  };
  return chats.toSorted((a, b) => rank(a) - rank(b));
}
