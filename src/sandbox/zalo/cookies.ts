import type { World } from './world.ts';

/** Cookies by name. */
export type Cookies = ReadonlyMap<string, string>;

/** Reads a Cookie header. */
export function readCookies(header: string | undefined): Cookies {
  return new Map(
    (header ?? '')
      .split('; ')
      .filter((pair) => pair.includes('='))
      .map(
        (pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const,
      ),
  );
}

/** The session these cookies belong to; undefined when either of the two is wrong or outdated. */
export function sessionOf(world: World, cookies: Cookies) {
  const session = world.sessions.get(cookies.get('zpsid') ?? '');
  const sek = cookies.get('zpw_sek');
  if (session === undefined || sek === undefined) return undefined;
  return sek === session.sek || sek === session.nextSek ? session : undefined;
}

const FOREVER = 'Path=/; Expires=Wed, 18 Mar 2037 00:00:00 GMT; Secure; HttpOnly';

/** The Set-Cookie line of the long-lived cookie. */
export function setPsid(psid: string): string {
  return `zpsid=${psid}; Domain=zalo.me; ${FOREVER}`;
}

/** The Set-Cookie line of the session key, which the network changes now and then. */
export function setSek(sek: string): string {
  return `zpw_sek=${sek}; Domain=chat.zalo.me; ${FOREVER}`;
}
