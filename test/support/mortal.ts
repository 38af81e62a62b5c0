import type { SmallProvince } from './small-province.ts';

/** What the product was in the middle of when it died, over all walks. */
export interface Walked {
  /** Names of dialogues that were open. */
  readonly dialogues: Set<string>;
  /** Steps of open dialogues, as 'compose hub', 'question reject'. */
  readonly steps: Set<string>;
}

export function nothingWalked(): Walked {
  return { dialogues: new Set(), steps: new Set() };
}

/** A province in which nothing ever settles without the product dying before and after. */
export interface Mortal extends SmallProvince {
  /** The same province, spared: for what goes before a walk. */
  readonly spared: SmallProvince;
  readonly deaths: () => number;
}

/** Makes a province mortal; notes in `walked` what each death fell into. */
export function mortal(p: SmallProvince, walked: Walked): Mortal {
  let deaths = 0;
  const die = async () => {
    deaths += 1;
    await noteSteps(p, walked);
    await p.restart();
  };
  const settle = async () => {
    await die();
    await p.settle();
    await die();
    await p.tick();
  };
  return { ...p, settle, spared: p, deaths: () => deaths };
}

async function noteSteps({ engine }: SmallProvince, walked: Walked): Promise<void> {
  const { rows } = await engine.db.query<{ dialogue: string; step: string }>(
    `select distinct dialogue, step from draft where state in ('open', 'submitted', 'scheduled')`,
  );
  for (const { dialogue, step } of rows) {
    walked.dialogues.add(dialogue);
    walked.steps.add(`${dialogue} ${step}`);
  }
}
