import { createTelegramNetwork } from '../../../src/sandbox/telegram/network.ts';

/** Runs a journaled network in a process of its own until it is killed; prints its apiRoot. */
const [, , journal = '', token = ''] = process.argv;
const network = createTelegramNetwork({
  bots: [{ token, username: 'tin_bot', name: 'Tin' }],
  journal,
});
const an = network.people.add({ id: 1001, firstName: 'An' });
network.world.addGroup({ id: -1001000000005, title: 'UBND xã A', owner: an });
an.openDeepLink('s_1');
an.openDeepLink('s_2');
process.stdout.write(`${await network.listen()}\n`);
