import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Channel } from '../../../src/ports/channel.ts';
import type { TelegramNetwork } from '../../../src/sandbox/telegram/network.ts';
import { createInbox, createRecorder, type Recorder } from '../recorder.ts';
import { connectProxy, type LoopbackProxy, socksProxy } from './proxies.ts';
import { addressOf, connect, listen } from './simulated.ts';

let network: TelegramNetwork;
let recorder: Recorder;
let closing: (() => Promise<void>)[];

beforeEach(async () => {
  network = await listen();
  recorder = createRecorder();
  closing = [];
});

afterEach(async () => {
  for (const close of closing.toReversed()) await close();
  await network.close();
});

/** The channel behind `proxy`, told a name only the proxy can resolve. */
function openThrough(proxy: string): Channel {
  const channel = connect({ apiRoot: 'http://bot-api.invalid:8081' }, recorder, { proxy });
  closing.push(() => channel.stop());
  return channel;
}

function keep(proxy: LoopbackProxy): LoopbackProxy {
  closing.push(proxy.close);
  return proxy;
}

function networkPort(): number {
  return Number(new URL(network.apiRoot).port);
}

function newChat() {
  const lan = network.people.add({ firstName: 'Lan' });
  lan.openDeepLink();
  return { lan, address: addressOf(lan.id, 'private') };
}

const text = { kind: 'text', clientId: '1', text: 'Số 12' } as const;

describe('through a proxy', () => {
  test.each([
    ['SOCKS', socksProxy, 'socks5h'],
    ['HTTP', connectProxy, 'http'],
  ])('calls, polls and files go through %s over few connections', async (_, open, scheme) => {
    const proxy = keep(await open(networkPort()));
    const channel = openThrough(`${scheme}://127.0.0.1:${proxy.port}`);
    const inbox = createInbox();
    const { lan, address } = newChat();
    await channel.start(inbox.sink);

    for (let count = 0; count < 6; count += 1) {
      expect((await channel.send(address, text)).type).toBe('sent');
    }
    lan.sendDocument(lan.id, { name: 'bao-cao.pdf', bytes: Buffer.from('%PDF invented') });
    const update = await inbox.next((each) => each.fileNames !== undefined);
    const [event] = channel.parse(update.payload);
    const fileId = event?.type === 'text' ? event.files[0]?.fileId : undefined;

    expect(Buffer.from(await channel.download(fileId ?? '', 100)).toString()).toBe('%PDF invented');
    expect(new Set(proxy.targets)).toEqual(new Set(['bot-api.invalid:8081']));
    expect(proxy.targets.length).toBeLessThanOrEqual(4);
  });

  test.each([
    ['SOCKS', socksProxy, 'socks5h'],
    ['HTTP', connectProxy, 'http'],
  ])('a refusing %s proxy sends nothing and its password is not told', async (_, open, scheme) => {
    const proxy = keep(await open(networkPort(), true));
    const channel = openThrough(`${scheme}://thu:mat-khau-bi-mat@127.0.0.1:${proxy.port}`);

    const outcome = await channel.send(addressOf(1001, 'private'), text);
    const started: unknown = await channel.start(createInbox().sink).catch((error) => error);

    expect(outcome.type).toBe('not-sent');
    expect(String(started)).toContain(`through ${scheme}://127.0.0.1:${proxy.port}`);
    const told = inspect([outcome, started, recorder.lines, recorder.healths, channel], {
      depth: 12,
      showHidden: true,
    });
    expect(told).not.toContain('mat-khau-bi-mat');
  });

  test('name and password are given to an HTTP proxy', async () => {
    const proxy = keep(await connectProxy(networkPort()));
    const channel = openThrough(`http://thu:mat-khau@127.0.0.1:${proxy.port}`);
    const { address } = newChat();

    expect((await channel.send(address, text)).type).toBe('sent');

    expect(proxy.credentials).toEqual([`Basic ${Buffer.from('thu:mat-khau').toString('base64')}`]);
  });

  test.each(['socks5h', 'http'])('a %s proxy that is away sends nothing', async (scheme) => {
    const channel = openThrough(`${scheme}://127.0.0.1:9`);

    expect(await channel.send(addressOf(1001, 'private'), text)).toMatchObject({
      type: 'not-sent',
      reason: 'no connection (ECONNREFUSED)',
    });
  });
});

describe('without a proxy', () => {
  test.each(['http://bot-api.invalid:8081', 'https://bot-api.invalid'])(
    'a name nobody knows sends nothing: %s',
    async (apiRoot) => {
      const channel = connect({ apiRoot }, recorder);
      closing.push(() => channel.stop());

      expect(await channel.send(addressOf(1001, 'private'), text)).toMatchObject({
        type: 'not-sent',
        reason: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/),
      });
    },
  );

  test('a failed TLS handshake sends nothing', async () => {
    const { address } = newChat();
    const apiRoot = network.apiRoot.replace('http:', 'https:');
    const channel = connect({ apiRoot }, recorder);
    closing.push(() => channel.stop());

    expect((await channel.send(address, text)).type).toBe('not-sent');
  });

  test('a connection lost after the request leaves it open, on a fresh and on a kept one', async () => {
    const { lan, address } = newChat();
    const channel = connect(network, recorder);
    closing.push(() => channel.stop());
    network.faults.add({ kind: 'accept-then-close', method: 'sendMessage' });

    expect((await channel.send(address, text)).type).toBe('uncertain');
    expect((await channel.send(address, text)).type).toBe('sent');
    network.faults.add({ kind: 'accept-then-close', method: 'sendMessage' });
    expect((await channel.send(address, text)).type).toBe('uncertain');

    expect(network.ledger.copiesSeen(lan.id, 'Số 12')).toBe(3);
  });

  test('truncated and mislabelled answers are told apart from refusals', async () => {
    const { address } = newChat();
    const channel = connect(network, recorder);
    closing.push(() => channel.stop());
    network.faults.add({ kind: 'truncated-json', method: 'sendMessage' });
    network.faults.add({ kind: 'wrong-content-type', method: 'sendMessage' });

    expect((await channel.send(address, text)).type).toBe('uncertain');
    expect((await channel.send(address, text)).type).toBe('sent');
  });
});
