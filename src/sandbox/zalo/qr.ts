import { randomBytes } from 'node:crypto';
import { readCookies, setPsid, setSek } from './cookies.ts';
import type { History } from './history.ts';
import { drawCode, readCode } from './png.ts';

/** What the QR pages answer with. */
export interface PageReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly setCookies?: readonly string[];
  readonly json?: unknown;
  readonly html?: string;
  readonly bytes?: Buffer;
}

interface Code {
  readonly code: string;
  scannedBy?: string;
  answer?: 'confirmed' | 'declined';
  psid?: string;
  wake: (() => void)[];
}

/** Login by QR code: the pages of id.zalo.me and jr.chat.zalo.me, and the owner's phone. */
export interface QrLogin {
  answer(
    host: string,
    path: string,
    form: URLSearchParams,
    cookie: string | undefined,
  ): Promise<PageReply | undefined>;
  /** The owner points the phone at the picture; throws when it shows no open code of ours. */
  scan(uid: string, png: Buffer): void;
  confirm(uid: string): void;
  decline(uid: string): void;
  /** Opens a session as a confirmed scan does. */
  openSession(uid: string): { readonly psid: string; readonly sek: string };
  /** Answers every question that is held open. */
  close(): void;
}

const LOGIN_PAGE = '<script src="https://stc-zlogin.zdn.vn/main-5.5.7.js"></script>';
/** How long the network holds a question before it says "ask again". */
const HOLD_MS = 2000;

const ok = (data: unknown): PageReply => ({ json: { error_code: 0, error_message: '', data } });
const error = (code: number, message: string): PageReply => ({
  json: { error_code: code, error_message: message, data: null },
});

/** Serves login by QR code. */
export function createQrLogin(history: History): QrLogin {
  const { world } = history;
  const codes = new Map<string, Code>();

  const openSession = (uid: string) => {
    const session = {
      uid,
      psid: randomBytes(16).toString('hex'),
      sek: randomBytes(16).toString('hex'),
      enk: randomBytes(16).toString('base64'),
    };
    history.record({ type: 'session-opened', session });
    return session;
  };

  const scannedBy = (uid: string): Code => {
    const code = [...codes.values()].findLast((one) => one.scannedBy === uid && !one.answer);
    if (code === undefined) throw new Error(`${uid} has scanned no open code`);
    return code;
  };

  const changed = (code: Code): void => {
    for (const wake of code.wake.splice(0)) wake();
  };

  const until = async (code: Code, isDone: () => boolean): Promise<boolean> => {
    if (isDone()) return true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, HOLD_MS);
      code.wake.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
    return isDone();
  };

  const generate = (): PageReply => {
    const code = { code: `QR${history.nextId()}`, wake: [] };
    codes.set(code.code, code);
    return ok({
      code: code.code,
      token: randomBytes(8).toString('hex'),
      image: `data:image/png;base64,${drawCode(code.code).toString('base64')}`,
      options: { enabledCheckOCR: false, enabledMultiLayer: false },
    });
  };

  const waitForScan = async (code: Code): Promise<PageReply> => {
    if (!(await until(code, () => code.scannedBy !== undefined))) return error(8, 'waiting');
    return ok({ avatar: '', display_name: world.people.get(code.scannedBy ?? '') ?? '' });
  };

  const waitForConfirm = async (code: Code): Promise<PageReply> => {
    if (!(await until(code, () => code.answer !== undefined))) return error(8, 'waiting');
    if (code.answer === 'declined' || code.scannedBy === undefined) return error(-13, 'declined');
    code.psid ??= openSession(code.scannedBy).psid;
    return { ...ok({}), setCookies: [setPsid(code.psid)] };
  };

  const answer: QrLogin['answer'] = async (host, path, form, cookie) => {
    if (host === 'chat.zalo.me') return { html: '<html>Zalo Web</html>' };
    if (host === 'jr.chat.zalo.me') {
      const cookies = readCookies(cookie);
      const session = world.sessions.get(cookies.get('zpsid') ?? '');
      if (path === '/jr/pushsession') {
        return {
          status: 302,
          headers: { location: 'https://chat.zalo.me/index.html' },
          setCookies: session === undefined ? [] : [setSek(session.sek)],
        };
      }
      if (path === '/jr/userinfo') {
        const logged = session !== undefined && cookies.get('zpw_sek') === session.sek;
        const name = logged ? (world.people.get(session.uid) ?? '') : '';
        return ok({ logged, session_chat_valid: logged, info: { name, avatar: '' } });
      }
      return undefined;
    }
    if (host !== 'id.zalo.me') return undefined;

    const code = codes.get(form.get('code') ?? '');
    switch (path) {
      case '/account':
        return { html: LOGIN_PAGE, setCookies: ['zlogin_session=1; Domain=id.zalo.me; Path=/'] };
      case '/account/logininfo':
      case '/account/verify-client':
        return ok({});
      case '/account/authen/qr/generate':
        return generate();
      case '/account/authen/qr/waiting-scan':
        return code === undefined ? error(-14, 'unknown code') : await waitForScan(code);
      case '/account/authen/qr/waiting-confirm':
        return code === undefined ? error(-14, 'unknown code') : await waitForConfirm(code);
      case '/account/checksession':
        return {
          status: 302,
          headers: { location: 'https://jr.chat.zalo.me/jr/pushsession?token=once' },
        };
      default:
        return undefined;
    }
  };

  return {
    answer,
    openSession,
    close: () => {
      for (const code of codes.values()) changed(code);
    },
    scan: (uid, png) => {
      const code = codes.get(readCode(png) ?? '');
      if (code === undefined || code.answer !== undefined) throw new Error('no open code of ours');
      code.scannedBy = uid;
      changed(code);
    },
    confirm: (uid) => {
      const code = scannedBy(uid);
      code.answer = 'confirmed';
      changed(code);
    },
    decline: (uid) => {
      const code = scannedBy(uid);
      code.answer = 'declined';
      changed(code);
    },
  };
}
