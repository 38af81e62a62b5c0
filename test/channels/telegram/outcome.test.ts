import { describe, expect, test } from '@jest/globals';
import { GrammyError, HttpError } from 'grammy';
import { describeFailure, toFailure } from '../../../src/channels/telegram/failure.ts';
import {
  isAlreadyRemoved,
  isFileUnknown,
  isThreadGone,
  isTokenRefused,
  isUnchanged,
  toOutcome,
} from '../../../src/channels/telegram/outcome.ts';

const TOKEN = '8123456789:AAinvented-token-of-the-outcome-test';

function answered(error_code: number, description: string, parameters = {}) {
  const answer = { ok: false as const, error_code, description, parameters };
  return toFailure(new GrammyError('Call failed', answer, 'sendMessage', { text: 'nội dung' }));
}

function broken(inner: object) {
  return toFailure(new HttpError('Network request failed', Object.assign(new Error(TOKEN), inner)));
}

describe('an answer of the Bot API', () => {
  test.each([
    [400, 'Bad Request: chat not found'],
    [400, 'Bad Request: private chat not found'],
    [403, 'Forbidden: bot was kicked from the supergroup chat'],
    [403, 'Forbidden: bot is not a member of the channel chat'],
    [403, 'Forbidden: the group chat was deleted'],
    [403, 'Forbidden: bot was blocked by the user'],
    [403, 'Forbidden: user is deactivated'],
    [403, "Forbidden: bot can't initiate conversation with a user"],
  ])('%i %s is a refusal by a chat that is gone', (code, description) => {
    expect(toOutcome(answered(code, description))).toEqual({
      type: 'refused',
      reason: `${code}: ${description}`,
      chatIsGone: true,
    });
  });

  test.each([
    [400, 'Bad Request: message text is empty'],
    [400, 'Bad Request: message is too long'],
    [400, "Bad Request: can't parse entities: unclosed tag at byte offset 12"],
    [400, 'Bad Request: reply markup is too long'],
    [400, 'Bad Request: wrong file identifier/HTTP URL specified'],
    [400, 'Bad Request: CHAT_WRITE_FORBIDDEN'],
    [400, 'Bad Request: not enough rights to send text messages to the chat'],
    [400, 'Bad Request: have no rights to send a message'],
    [400, 'Bad Request: message to edit not found'],
    [400, "Bad Request: message can't be edited"],
    [400, "Bad Request: message can't be deleted for everyone"],
    [400, 'Bad Request: query is too old and response timeout expired or query ID is invalid'],
    [404, 'Not Found: method not found'],
    [413, 'Request Entity Too Large'],
  ])('%i %s is a refusal by a chat that stays', (code, description) => {
    expect(toOutcome(answered(code, description))).toEqual({
      type: 'refused',
      reason: `${code}: ${description}`,
    });
  });

  test('an upgraded group is tried again at once under its new id', () => {
    const failure = answered(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: -1002222333344,
    });

    expect(toOutcome(failure)).toMatchObject({
      type: 'not-sent',
      movedTo: '-1002222333344',
      afterMs: 0,
    });
  });

  test.each([
    [7, 'chat'],
    [29, 'chat'],
    [30, 'account'],
    [3600, 'account'],
  ])('a flood limit of %i s is obeyed and is the %s’s', (seconds, scope) => {
    const failure = answered(429, `Too Many Requests: retry after ${seconds}`, {
      retry_after: seconds,
    });

    expect(toOutcome(failure)).toMatchObject({ type: 'not-sent', afterMs: seconds * 1000, scope });
  });

  test.each([
    [401, 'Unauthorized'],
    [404, 'Not Found'],
  ])('a refused token (%i %s) holds up the account', (code, description) => {
    const failure = answered(code, description);

    expect(isTokenRefused(failure)).toBe(true);
    expect(toOutcome(failure)).toMatchObject({ type: 'not-sent', scope: 'account' });
  });

  test.each([500, 502, 504])('an error %i of the server leaves it open', (code) => {
    expect(toOutcome(answered(code, 'Internal Server Error: restart')).type).toBe('uncertain');
  });

  test('JSON that is no answer of the Bot API leaves it open', () => {
    const page = { error: 'gateway' } as unknown as ConstructorParameters<typeof GrammyError>[1];
    const failure = toFailure(new GrammyError('Call failed', page, 'sendMessage', {}));

    expect(toOutcome(failure).type).toBe('uncertain');
  });

  test('special cases are recognised by their words', () => {
    const unchanged = 'Bad Request: message is not modified: specified new message content';

    expect(isUnchanged(answered(400, unchanged))).toBe(true);
    expect(isThreadGone(answered(400, 'Bad Request: message thread not found'))).toBe(true);
    expect(isAlreadyRemoved(answered(400, 'Bad Request: message to delete not found'))).toBe(true);
    expect(isFileUnknown(answered(400, 'Bad Request: wrong file identifier/HTTP URL'))).toBe(true);
    expect(isFileUnknown(answered(400, 'Bad Request: wrong remote file identifier'))).toBe(true);
    expect(isUnchanged(answered(403, unchanged))).toBe(false);
  });

  test('what it quotes is not repeated', () => {
    const failure = answered(
      400,
      "Bad Request: inline keyboard button URL 'https://t.me/x?start=s_secret' is invalid: can't be used",
    );

    expect(describeFailure(failure)).toBe(
      "400: Bad Request: inline keyboard button URL … is invalid: can't be used",
    );
  });
});

describe('a broken connection', () => {
  test('before it stood, nothing was sent', () => {
    expect(toOutcome(broken({ code: 'NO_CONNECTION ECONNREFUSED' }))).toEqual({
      type: 'not-sent',
      reason: 'no connection (ECONNREFUSED)',
    });
  });

  test.each([
    [{ code: 'ECONNRESET', type: 'system' }, 'connection lost (ECONNRESET)'],
    [{ code: 'EPIPE', type: 'system' }, 'connection lost (EPIPE)'],
    [{ type: 'invalid-json' }, 'answer is not JSON'],
    [{ type: 'aborted' }, 'no answer (aborted)'],
    [{}, 'no answer in time'],
  ])('afterwards it is open whether it arrived: %j', (inner, reason) => {
    expect(toOutcome(broken(inner))).toEqual({ type: 'uncertain', reason });
  });

  test('an unexpected error is told without its message', () => {
    const failure = toFailure(new TypeError(TOKEN));

    expect(toOutcome(failure).type).toBe('uncertain');
    expect(JSON.stringify(failure)).not.toContain(TOKEN);
  });
});
