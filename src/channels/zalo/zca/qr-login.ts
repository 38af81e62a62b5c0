import { type API, LoginQRCallbackEventType, type Zalo } from 'zca-js';

/** A login by QR code, or how far it got. */
export type QrLogin =
  | { readonly api: API }
  /** Nobody scanned and confirmed. */
  | { readonly kind: 'unattended' }
  /** There was nothing to scan. */
  | { readonly kind: 'no-code' };

/** Codes shown in one go; each is good for a hundred seconds. */
const CODES = 3;

/**
 * Logs in by QR code. `onCode` is given the picture to show, PNG in base64, again whenever it
 * changed. Never rejects.
 */
export async function logInByQr(
  zalo: Zalo,
  options: {
    readonly userAgent: string;
    readonly language: string;
    readonly signal: AbortSignal;
    readonly onCode: (pngBase64: string) => void;
  },
): Promise<QrLogin> {
  const { userAgent, language, signal, onCode } = options;
  let shown = 0;
  let abort: (() => unknown) | undefined;
  const onAbort = (): void => {
    abort?.();
  };
  signal.addEventListener('abort', onAbort);
  try {
    const api = await zalo.loginQR({ userAgent, language }, (event) => {
      switch (event.type) {
        case LoginQRCallbackEventType.QRCodeGenerated:
          shown += 1;
          abort = event.actions.abort;
          if (signal.aborted) abort();
          else onCode(event.data.image);
          return;
        // Left alone, zca-js would wait for ever after a refusal.
        case LoginQRCallbackEventType.QRCodeExpired:
        case LoginQRCallbackEventType.QRCodeDeclined:
          if (shown < CODES && !signal.aborted) event.actions.retry();
          else event.actions.abort();
          return;
        case LoginQRCallbackEventType.QRCodeScanned:
        case LoginQRCallbackEventType.GotLoginInfo:
          return;
      }
    });
    return { api };
  } catch {
    // What is thrown quotes answers of the login page.
    return { kind: shown === 0 ? 'no-code' : 'unattended' };
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
