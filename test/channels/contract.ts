/**
 * What every channel promises, whatever its network.
 *
 * A network joins by describing itself as a `ContractNetwork`; the suite asks for nothing a network's
 * capabilities do not offer.
 */
import { describe } from '@jest/globals';
import { useBench } from './contract/bench.ts';
import { lifeCycleContract } from './contract/life-cycle.ts';
import type { ContractNetwork } from './contract/network.ts';
import { receivingContract } from './contract/receiving.ts';
import { sendingContract } from './contract/sending.ts';

/** Declares the suite for one network. `setup` makes a network of its own for every test. */
export function channelContract(name: string, setup: () => Promise<ContractNetwork>): void {
  describe(`${name} keeps the channel contract`, () => {
    const bench = useBench(setup);
    sendingContract(bench);
    receivingContract(bench);
    lifeCycleContract(bench);
  });
}
