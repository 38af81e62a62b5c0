import { describe, expect, test } from '@jest/globals';
import { checkOrganisations } from '../../config/organisations.ts';

const directoryWith = (networks: object) => ({
  organisations: [
    { key: 'ubnd_xa_may', name: 'UBND xã Mây', level: 'commune', kind: 'ubnd', networks },
  ],
});

describe('the networks of one organisation', () => {
  test('are read with times in milliseconds', () => {
    const networks = { policy: 'first', order: ['zalo-zca'], failoverAfter: '15m' };
    const [may] = checkOrganisations(directoryWith(networks), 'here').organisations;
    expect(may?.networks).toEqual({
      policy: 'first',
      order: ['zalo-zca'],
      failoverAfterMs: 15 * 60_000,
    });
  });

  test.each([
    ['a policy that is none', { policy: 'either' }, /policy/],
    ['a network that is none', { order: ['fax'] }, /order/],
    ['a time that is none', { failoverAfter: 'soon' }, /'soon' is no duration/],
    ['an unknown key', { prefer: 'zalo-zca' }, /prefer/],
  ])('with %s are refused and named', (_, networks, words) => {
    expect(() => checkOrganisations(directoryWith(networks), 'here')).toThrow(words);
  });
});
