import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { OwnNetworkPolicy } from '../../src/domain/network-policy.ts';
import { importDirectory } from '../../src/store/directory.ts';
import { organisationById } from '../../src/store/organisations.ts';
import {
  addZaloCommune,
  type Commune,
  type SmallProvince,
  smallProvince,
  type ZaloCommune,
} from '../support/small-province.ts';

let p: SmallProvince;
let onTelegram: Commune;
let onZalo: ZaloCommune;

const order = ['telegram', 'zalo-zca'] as const;
const minute = 60_000;

async function open(policy: 'all' | 'first'): Promise<void> {
  p = await smallProvince({
    communes: 1,
    zalo: true,
    settings: { networks: { policy, order, failoverAfterMs: 30 * minute } },
  });
  const [commune] = p.communes;
  if (!commune) throw new Error('no commune');
  onTelegram = commune;
  onZalo = await addZaloCommune(p, { ...commune, verifiedBy: p.composerId });
}
beforeEach(() => open('first'));
afterEach(() => p.close());

const cards = (texts: readonly string[]) =>
  texts.filter((text) => text.includes('Số 15/STL')).length;
const seen = () => ({
  telegram: cards(p.network.world.messages(onTelegram.group).map(({ text }) => text)),
  zalo: cards(onZalo.clerk.sees(onZalo.group).map(({ text }) => text)),
});
async function pass(minutes: number): Promise<void> {
  for (let gone = 0; gone < minutes; gone += 5) {
    p.advance(5 * minute);
    await p.tick();
  }
}

test('an organisation on two networks gets a directive on both where the policy says all', async () => {
  await p.close();
  await open('all');
  await p.release();
  await p.settle();
  expect(seen()).toEqual({ telegram: 1, zalo: 1 });
});

test('what arrived on the first network never goes to the second', async () => {
  await p.release();
  await p.settle();
  await pass(60);
  expect(seen()).toEqual({ telegram: 1, zalo: 0 });
});

test('the second network takes over when the first does not carry it, and the first stays silent', async () => {
  const fault = p.network.faults.add({
    kind: 'too-many-requests',
    retryAfter: 60,
    chat: onTelegram.group,
    times: Number.POSITIVE_INFINITY,
  });
  await p.release();
  await p.settle();
  await pass(25);
  expect(seen()).toEqual({ telegram: 0, zalo: 0 });
  await pass(10);
  expect(seen()).toEqual({ telegram: 0, zalo: 1 });

  fault.remove();
  await pass(60);
  expect(seen()).toEqual({ telegram: 0, zalo: 1 });
});

test('a chat that is gone is not waited for', async () => {
  onTelegram.clerk.kickBot(onTelegram.group);
  await p.settle();
  await p.release();
  await p.settle();
  await pass(5);
  expect(seen()).toEqual({ telegram: 0, zalo: 1 });
});

describe('an organisation with a policy of its own', () => {
  /** As the next start imports it. */
  const own = async (networks: OwnNetworkPolicy | undefined) => {
    const { db } = p.engine;
    const organisation = await organisationById(db, onTelegram.organisationId);
    if (!organisation) throw new Error('no organisation');
    const { key, name, shortNames, aliases, level, kind } = organisation;
    const entry = { key, name, shortNames, aliases, level, kind, networks };
    await importDirectory(db, { organisations: [entry], links: [], groups: [] });
  };

  test('goes to the network it prefers, and over to the other after its own time', async () => {
    await p.close();
    await open('all');
    await own({ policy: 'first', order: ['zalo-zca', 'telegram'], failoverAfterMs: 10 * minute });
    p.zalo().network.faults.add({ kind: 'refuse', code: 221, path: 'sendmsg' });
    await p.release();
    await p.settle();
    await pass(5);
    expect(seen()).toEqual({ telegram: 0, zalo: 0 });
    await pass(10);
    expect(seen()).toEqual({ telegram: 1, zalo: 0 });
  });

  test('has it on all where the others have it on one', async () => {
    await own({ policy: 'all' });
    await p.release();
    await p.settle();
    expect(seen()).toEqual({ telegram: 1, zalo: 1 });
  });

  test('follows the general one again once the directory has none for it', async () => {
    await own({ policy: 'all' });
    await own(undefined);
    await p.release();
    await p.settle();
    expect(seen()).toEqual({ telegram: 1, zalo: 0 });
  });
});
