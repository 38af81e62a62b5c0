import { describe, expect, test } from '@jest/globals';
import { ZaloApiError } from 'zca-js';
import {
  describeFailure,
  StatusError,
  toFailure,
} from '../../../../src/channels/zalo/zca/failure.ts';
import {
  isSessionDead,
  isThrottling,
  toOutcome,
} from '../../../../src/channels/zalo/zca/outcome.ts';
import { DeadlineError } from '../../../../src/channels/zalo/zca/wait.ts';

/** What fetch throws: an error with the socket's error inside. */
const fetchFailed = (code: string) =>
  Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('x'), { code }) });
const code = (number: number) => new ZaloApiError('lời của máy chủ', number);
const account = { scope: 'account' };

const rows: readonly [string, unknown, object][] = [
  ['600: the session key is dead', code(600), { type: 'not-sent', ...account }],
  ['102: the session key has timed out', code(102), { type: 'not-sent', ...account }],
  ['221: the request quota is used up', code(221), { type: 'not-sent', ...account }],
  ['-69: retry limit, for the first time', code(-69), { type: 'not-sent' }],
  ['122: takes nothing from strangers', code(122), { type: 'refused' }],
  ['123: cannot receive from us', code(123), { type: 'refused' }],
  ['165: not in the group', code(165), { type: 'refused', chatIsGone: true }],
  ['166: no permission there', code(166), { type: 'refused', chatIsGone: true }],
  ['114: bad parameters', code(114), { type: 'refused' }],
  ['212: item missing', code(212), { type: 'refused' }],
  ['216: phone not found', code(216), { type: 'refused' }],
  ['a code nobody has described', code(4711), { type: 'refused' }],
  ['HTTP 500', new StatusError(500), { type: 'uncertain' }],
  ['HTTP 504', new StatusError(504), { type: 'uncertain' }],
  ['HTTP 403', new StatusError(403), { type: 'not-sent', ...account }],
  ['HTTP 429', new StatusError(429), { type: 'not-sent', ...account }],
  [
    'a page instead of JSON',
    new ZaloApiError('Failed to parse response data'),
    { type: 'uncertain' },
  ],
  ['a deadline of ours', new DeadlineError('no end'), { type: 'uncertain' }],
  ['a deadline of fetch', new DOMException('late', 'TimeoutError'), { type: 'uncertain' }],
  ['a call that was aborted', new DOMException('gone', 'AbortError'), { type: 'uncertain' }],
  ['a connection reset', fetchFailed('ECONNRESET'), { type: 'uncertain' }],
  ['a connection closed by the other side', fetchFailed('UND_ERR_SOCKET'), { type: 'uncertain' }],
  ['a connection refused', fetchFailed('ECONNREFUSED'), { type: 'not-sent' }],
  ['a name not found', fetchFailed('ENOTFOUND'), { type: 'not-sent' }],
  ['a resolver that is away', fetchFailed('EAI_AGAIN'), { type: 'not-sent' }],
  [
    'a connection that never came about',
    fetchFailed('UND_ERR_CONNECT_TIMEOUT'),
    { type: 'not-sent' },
  ],
  ['something nobody thought of', 'oops', { type: 'uncertain' }],
];

describe('an error becomes an outcome', () => {
  test.each(rows)('%s', (_, error, outcome) => {
    expect(toOutcome(toFailure(error))).toMatchObject(outcome);
  });

  test('-69 for the second time is a refusal', () => {
    expect(toOutcome(toFailure(code(-69)), { hadRetryLimit: true })).toMatchObject({
      type: 'refused',
    });
  });

  test('success without an id is uncertain, and a sign of throttling as 221 is', () => {
    expect(toOutcome({ kind: 'empty' })).toMatchObject({ type: 'uncertain' });
    expect([{ kind: 'empty' } as const, toFailure(code(221))].map(isThrottling)).toEqual([
      true,
      true,
    ]);
    expect(isThrottling(toFailure(code(114)))).toBe(false);
  });

  test('only 600 and 102 kill the session', () => {
    expect([600, 102, 221, 114].map((n) => isSessionDead(toFailure(code(n))))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('no reason repeats what the server or the library said', () => {
    for (const [, error] of rows) {
      expect(describeFailure(toFailure(error))).not.toMatch(/lời|fetch failed|parse|late|oops/);
    }
  });
});
