/** The two calls by which a web client with cookies logs in. */
import { decrypt, encrypt, loginKey, readZcid, signKey } from './cipher.ts';
import type { Session } from './world.ts';

/** What the network tells every client at login. */
export interface ServerSettings {
  readonly maxFiles: number;
  readonly maxFileMegabytes: number;
  readonly chunkBytes: number;
  readonly refusedExtensions: readonly string[];
  readonly pingMs: number;
}

const SERVICES = [
  'aext',
  'alias',
  'auto_reply',
  'catalog',
  'chat',
  'conversation',
  'file',
  'friend',
  'friend_board',
  'group',
  'group_board',
  'group_poll',
  'label',
  'profile',
  'quick_message',
  'reaction',
  'sticker',
  'zimsg',
] as const;

/** The address of a service, as the login reply announces it. */
const serviceUrl = (service: string): string =>
  `https://tt-${service.replaceAll('_', '-')}-wpa.chat.zalo.me`;

/** Hosts that answer encrypted calls. */
export const SERVICE_HOSTS: ReadonlySet<string> = new Set(
  SERVICES.map((service) => new URL(serviceUrl(service)).hostname),
);

/** Where websockets are opened. */
export const SOCKET_HOSTS = ['ws1-msg.chat.zalo.me', 'ws2-msg.chat.zalo.me'] as const;

type Query = Readonly<Record<string, string>>;

const pick = (query: Query, keys: readonly string[]): Record<string, string> =>
  Object.fromEntries(keys.map((key) => [key, query[key] ?? '']));

/** Answers getLoginInfo; `violations` names what an honest client would not have sent. */
export function answerLoginInfo(
  query: Query,
  session: Session | undefined,
): { readonly body: unknown; readonly violations: readonly string[] } {
  const violations: string[] = [];
  const { zcid = '', zcid_ext: zcidExt = '', params = '', signkey } = query;
  const signed = ['zcid', 'zcid_ext', 'enc_ver', 'params', 'type', 'client_version'];
  if (signkey !== signKey('getlogininfo', pick(query, signed))) {
    violations.push('getLoginInfo: wrong signkey');
  }
  const key = loginKey(zcid, zcidExt);
  const imei = readZcid(zcid)?.split(',')[1];
  const sent = decrypt(key, params);
  if (imei === undefined || sent === undefined) {
    return {
      body: { error_code: 112, error_message: 'invalid params', data: null },
      violations: [...violations, 'getLoginInfo: undecryptable params'],
    };
  }
  if (!sent.includes(JSON.stringify(imei))) violations.push('getLoginInfo: zcid of another imei');

  const inner =
    session === undefined
      ? {
          error_code: 102,
          error_message: 'The session key was improperly submitted or has reached its timeout.',
          data: null,
        }
      : {
          error_code: 0,
          error_message: 'Successful.',
          data: {
            uid: session.uid,
            zpw_enk: session.enk,
            send2me_id: session.uid,
            language: 'vi',
            haspcclient: 0,
            public_ip: '203.0.113.7',
            zpw_service_map_v3: Object.fromEntries(
              SERVICES.map((service) => [service, [serviceUrl(service)]]),
            ),
            zpw_ws: SOCKET_HOSTS.map((host) => `wss://${host}/`),
          },
        };
  return {
    body: { error_code: 0, error_message: '', data: encrypt(key, JSON.stringify(inner)) },
    violations,
  };
}

/** Answers getServerInfo, in clear; undefined when the signature is wrong. */
export function answerServerInfo(query: Query, settings: ServerSettings): unknown {
  const { signkey } = query;
  const signed = ['imei', 'type', 'client_version', 'computer_name'];
  if (signkey !== signKey('getserverinfo', pick(query, signed))) return undefined;
  return {
    error_code: 0,
    error_message: '',
    data: {
      extra_ver: {
        phonebook: 1,
        conv_label: '0',
        friend: '0',
        alias: '0',
        block_friend: '0',
        ver_sticker_giphy_suggest: 1,
        ver_giphy_cate: 1,
        ver_sticker_cate_list: 1,
      },
      // Three t's: so the real server spells it.
      setttings: {
        features: {
          sharefile: {
            max_file: settings.maxFiles,
            max_size_share_file_v3: settings.maxFileMegabytes,
            chunk_size_file: settings.chunkBytes,
            restricted_ext_file: settings.refusedExtensions,
          },
          socket: {
            ping_interval: settings.pingMs,
            retries: { 1006: { max: 3, times: [5000, 10_000] } },
            close_and_retry_codes: [1006, 1000, 3000, 3003],
            rotate_error_codes: [],
          },
        },
        keepalive: { alway_keepalive: 1, keepalive_duration: 120_000, time_deactive: 3600 },
      },
    },
  };
}
