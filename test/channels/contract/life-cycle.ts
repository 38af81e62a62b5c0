import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { eventually } from '../eventually.ts';
import { createInbox } from '../recorder.ts';
import { type Bench, BODY, CARD, card, fakeFile, file, text } from './bench.ts';
import { faultKinds } from './network.ts';

/** Stopping, reconnecting, and keeping quiet about secrets. */
export function lifeCycleContract(bench: Bench): void {
  describe('stopping', () => {
    test('waits for the sink that is storing', async () => {
      let finish = () => {};
      const storing = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const inbox = createInbox(() => storing);
      const channel = await bench.start(inbox);
      const chat = await bench.firstChat();
      await chat.say('Đã nhận 12K7');
      await eventually('the sink', () => inbox.handedOver.find((update) => update.text));

      let isStopped = false;
      const stopping = channel.stop().then(() => {
        isStopped = true;
      });
      for (let turn = 0; turn < 100; turn += 1) await setImmediate();
      expect(isStopped).toBe(false);
      finish();
      await stopping;

      expect([...inbox.stored.values()].some((update) => update.text !== undefined)).toBe(true);
    });

    test('waits for the call that is running, and sends nothing afterwards', async () => {
      const channel = await bench.start();
      const chat = await bench.firstChat();
      let hasEnded = false;
      const sending = channel.send(chat.address, text('Kịp')).then((outcome) => {
        hasEnded = true;
        return outcome;
      });

      await channel.stop();

      expect(hasEnded).toBe(true);
      expect((await sending).type).toBe('sent');
      expect((await channel.send(chat.address, text('Muộn'))).type).toBe('not-sent');
      expect(chat.seen().map((message) => message.text)).toEqual(['Kịp']);
      expect(channel.health().state).toBe('stopped');
    });

    test('twice is harmless', async () => {
      const channel = await bench.start();

      await channel.stop();
      await channel.stop();

      expect(channel.health().state).toBe('stopped');
    });
  });

  test('is ready after the start and reconnects by itself', async () => {
    const inbox = createInbox();
    const channel = await bench.start(inbox);
    const chat = await bench.firstChat();
    expect(channel.health().state).toBe('ready');
    if (bench.network.faults.unreachable === undefined) return;

    await bench.network.fail('unreachable', chat);
    await eventually('reconnecting', () => channel.health().state === 'reconnecting' || undefined);
    await bench.network.restore();

    await eventually('ready', () => channel.health().state === 'ready' || undefined);
    await chat.say('Đã nhận 12K7');
    await inbox.next((update) => update.text !== undefined);
    expect(bench.recorder.healths.map((health) => health.state)).toEqual(
      expect.arrayContaining(['ready', 'reconnecting']),
    );
  });

  test('a new process goes on with the login of the one before', async () => {
    const first = await bench.start();
    const chat = await bench.firstChat();
    await first.stop();

    const second = await bench.start();

    expect(second.health().state).toBe('ready');
    expect(bench.network.login?.asked() ?? 0).toBe(0);
    expect((await second.send(chat.address, text('Tiếp'))).type).toBe('sent');
  });

  test('a login that has ended is asked of a person, who need not do it twice', async () => {
    const { login } = bench.network;
    if (login === undefined) return;
    const channel = await bench.start();
    const chat = await bench.firstChat();
    login.end();
    await eventually('a code', () => login.asked() || undefined);
    expect(channel.health().state).toBe('needs-login');
    expect(await channel.send(chat.address, text('Sớm'))).toMatchObject({
      type: 'not-sent',
      scope: 'account',
    });

    login.scan();
    await eventually('ready', () => channel.health().state === 'ready' || undefined);
    expect((await channel.send(chat.address, text('Kịp'))).type).toBe('sent');
    await channel.stop();

    const next = await bench.start();
    expect((await next.send(chat.address, text('Tiếp'))).type).toBe('sent');
    expect(login.asked()).toBe(1);
    expect(chat.seen().map((message) => message.text)).toEqual(['Kịp', 'Tiếp']);
  });

  test('neither secrets nor content reach log, health, outcomes or the channel’s own look', async () => {
    const told: unknown[] = [];
    for (const kind of faultKinds) {
      if (bench.network.faults[kind] === undefined) continue;
      const channel = await bench.start(
        createInbox(() => {
          throw new Error(BODY);
        }),
      );
      const chat = await bench.firstChat();
      await chat.say(BODY);
      await bench.network.fail(kind, chat);
      told.push(await channel.send(chat.address, text(BODY)));
      told.push(await channel.send(chat.address, card({ ...CARD, lines: [BODY] })));
      told.push(await channel.send(chat.address, file(fakeFile(`${BODY}.pdf`, 10), BODY)));
      told.push(await channel.download('no-such-file', 10).catch((error: unknown) => error));
      told.push(channel.health(), channel);
      await bench.network.restore();
      await channel.stop();
    }

    const everything = [
      ...bench.recorder.lines,
      inspect([told, bench.recorder.healths], { depth: 12, showHidden: true }),
    ].join();
    for (const secret of [...bench.network.secrets, BODY]) expect(everything).not.toContain(secret);
  });
}
