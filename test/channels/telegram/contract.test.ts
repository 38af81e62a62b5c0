import { channelContract } from '../contract.ts';
import { telegramContractNetwork } from './simulated.ts';

channelContract('Telegram', telegramContractNetwork);
