import type { Calendar } from '../../domain/calendar.ts';
import { addDays, dayOf, toDate } from '../../domain/day.ts';
import { formatDay } from '../../messages/format.ts';
import type { Database } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';
import { province } from '../province.ts';
import { answerWhatIsDue } from './answering.ts';
import { tellChats } from './chat-lines.ts';
import { composeLetter } from './compose-letter.ts';
import type { Display, Standing } from './display.ts';
import { castHabits, endOf, type Habit } from './habits.ts';
import { joinEverybody } from './onboarding.ts';
import { type PlayClock, playClock } from './play-clock.ts';
import { clearPlay, type PlayFile, readPlay, writePlay } from './play-file.ts';
import { conclude, type Ending } from './result.ts';
import { countsOf, type DirectiveRecord, isQuiet, membersOf, releasedDirective } from './rows.ts';
import { lookUpWhatIsDue, planLookups } from './staff.ts';
import { openStage, type Stage } from './stage.ts';
import { words } from './words.ts';
import { answerOnZalo, isOnZalo } from './zalo-side.ts';

/** The letter that is played. */
export interface PlayLetter {
  /** Tells one play from another. */
  readonly key: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly number: string;
  readonly symbol: string;
  /** Day of the letter: the play begins on the working day it is or follows. */
  readonly date: string;
  /** Which office of the province issues it. */
  readonly issuer: string | undefined;
  readonly shortMessage: string | undefined;
}

export interface PlayOptions {
  readonly folder: string;
  readonly calendarFolder: string;
  readonly calendar: Calendar;
  readonly letter: PlayLetter;
  /** Whether a play of another letter in the folder is left and this one begun. */
  readonly insists: boolean;
  readonly seed: number;
  /** How many offices of each group take part; all unless given. */
  readonly perGroup?: number;
  readonly log: Log;
  readonly display: Display;
  /** Ends the play early; what is under way is stopped in order. */
  readonly signal: AbortSignal;
}

/** While the product starts nothing happens to people. */
const waitingFactor = 1;
/** People take their time over joining and writing: two minutes a second. */
const writingFactor = 120;
/** While a directive goes out and the first offices answer: a quarter of an hour a second. */
const sendingFactor = 900;
const firstAnswersMs = 75 * 60_000;
/** Afterwards about an hour or two a second, and more where the deadline is far away. */
const slowest = 3_600;
const fastest = 28_800;
const answeringSeconds = 20;

const dayBegins = '13:15';
const tickMs = 100;
const saveEveryMs = 200;
const showEveryMs = 600;

/**
 * Plays the story once, or goes on with one that was killed after a release, and tells how it ended.
 *
 * The product runs as always: its queue, its records, its Telegram client. The story is people who
 * press and write in the simulated network.
 */
export async function play(options: PlayOptions): Promise<Ending> {
  const begun = Date.now();
  const { folder, letter, display, insists } = options;
  const known = readPlay(folder);
  if (
    known &&
    known.phase !== 'joining' &&
    known.phase !== 'done' &&
    (!insists || known.letter === letter.key)
  ) {
    const ending = await goOn(options, known, begun);
    if (ending) return ending;
  }
  await clearPlay(folder);
  display.note(words.starting);
  const { issuer } = province(letter.issuer);
  const day = options.calendar.nearestWorkingDay(letter.date, 1);
  const clock = playClock(toDate(day, dayBegins), waitingFactor);
  const run: Run = {
    ...options,
    clock,
    seed: options.seed,
    issuer: issuer.key,
    key: letter.key,
    begun,
    spentMs: 0,
    joined: 0,
  };
  save(run, 'joining');
  return onStage(run, async (stage) => {
    await stage.app.start();
    clock.run(writingFactor);
    await join(run, stage);
    await compose(run, stage);
    return answer(run, stage);
  });
}

/** One start of a play. */
interface Run extends PlayOptions {
  readonly clock: PlayClock;
  readonly seed: number;
  readonly issuer: string;
  readonly key: string;
  /** Machine time at which this start began, and what earlier ones took. */
  readonly begun: number;
  readonly spentMs: number;
  joined: number;
}

/** Goes on where a killed process stopped; undefined when it had released nothing yet. */
async function goOn(
  options: PlayOptions,
  known: PlayFile,
  begun: number,
): Promise<Ending | undefined> {
  // The kill may have come just before the next save: people's time never goes back.
  const reached = new Date(new Date(known.reached).getTime() + saveEveryMs * known.factor);
  options.display.note(words.continued(reached));
  const clock = playClock(reached, waitingFactor);
  const { seed, issuer, spentMs, letter: key } = known;
  const run: Run = { ...options, clock, seed, issuer, key, begun, spentMs, joined: 0 };
  return onStage(run, async (stage) => {
    if (!(await releasedDirective(stage.app.engine.db))) return undefined;
    await stage.app.start();
    clock.run(known.factor);
    return answer(run, stage);
  });
}

async function onStage<T>(run: Run, act: (stage: Stage) => Promise<T>): Promise<T> {
  const stage = await openStage({
    folder: run.folder,
    calendar: run.calendarFolder,
    province: province(run.issuer, run.perGroup),
    clock: run.clock,
    seed: run.seed,
    log: run.log,
  });
  const quiet = tellChats(stage.network, run.clock, run.display.chat);
  try {
    return await act(stage);
  } finally {
    quiet();
    await stage.close();
  }
}

async function join(run: Run, stage: Stage): Promise<void> {
  const { phones, people, zalo } = stage;
  const { issuer } = province(run.issuer);
  const joining = joinEverybody({ phones, people, zalo, issuer: issuer.name }, () => {
    run.joined += 1;
  });
  await watched(run, stage, 'joining', joining);
}

async function compose(run: Run, stage: Stage): Promise<void> {
  const { letter, clock, calendar, display } = run;
  const nextDay = calendar.nearestWorkingDay(addDays(dayOf(clock.now()), 1), 1);
  const desk = {
    file: { name: letter.name, bytes: letter.bytes },
    number: letter.number,
    symbol: letter.symbol,
    date: letter.date,
    subject: letter.name.replace(/\.\w+$/, '').replace(/[-_]+/g, ' '),
    deadline: `17h00 ${formatDay(nextDay)}`,
    shortMessage: letter.shortMessage,
  };
  const cast = { phones: stage.phones, composer: stage.people.composer };
  const composing = composeLetter(cast, desk, () => {
    clock.run(sendingFactor);
    save(run, 'composing');
  });
  const { unmatched } = await watched(run, stage, 'composing', composing);
  for (const line of unmatched) display.note(words.unmatched(line));
}

/** From the release to the end: everybody answers in their own time, staff look things up. */
async function answer(run: Run, stage: Stage): Promise<Ending> {
  const { calendar, display } = run;
  const { db } = stage.app.engine;
  const directive = await releasedDirective(db);
  if (!directive)
    throw new Error('The bot said it released the letter, but no record of it is there.');
  const { dates } = directive;
  display.note(words.plan(directive.reference, dates.reportBy));
  const answering = answerAll(run, stage, directive, endOf(dates, calendar));
  await watched(run, stage, 'answering', answering, directive);
  const durationMs = run.spentMs + Date.now() - run.begun;
  const ending = await conclude(db, stage, directive, durationMs);
  save(run, 'done');
  return ending;
}

async function answerAll(
  run: Run,
  stage: Stage,
  directive: DirectiveRecord,
  end: Date,
): Promise<void> {
  const { clock, calendar, seed, signal } = run;
  const { db } = stage.app.engine;
  const { dates } = directive;
  const lookups = planLookups(dates, end);
  const members = new Map((await membersOf(db, directive)).map((member) => [member.key, member]));
  const cast = [...stage.people.households, ...stage.zalo.households].flatMap((household) => {
    const member = members.get(household.office.key);
    return member?.role === 'act' ? [{ household, owesReport: member.owesReport }] : [];
  });
  const habits = castHabits(cast, dates, { seed, calendar });
  const onTelegram = habits.filter((habit): habit is Habit => !habit.household.office.onZalo);
  const onZalo = habits.filter(isOnZalo);
  const act = async () => {
    answerWhatIsDue(stage, onTelegram, clock.now());
    answerOnZalo(stage.zalo, onZalo, clock.now());
    lookUpWhatIsDue(stage, lookups, clock.now());
    await pause(tickMs);
  };
  // The first hour is watched more closely than the two days that follow.
  const firstAnswersBy = new Date(dates.releasedAt.getTime() + firstAnswersMs);
  const sentBy = Date.now() + patienceMs;
  while (!signal.aborted && clock.now() < firstAnswersBy) await act();
  while (!signal.aborted && !(await isSent(db, directive)) && Date.now() < sentBy) {
    for (let ticks = 0; ticks < 3; ticks += 1) await act();
  }
  const restMs = end.getTime() - firstAnswersBy.getTime();
  clock.run(Math.min(fastest, Math.max(slowest, restMs / 1000 / answeringSeconds)));
  while (!signal.aborted && clock.now() < end) await act();
  // People's time all but stands still while the last answers are given and the last messages go out.
  clock.run(writingFactor);
  const quietBy = Date.now() + patienceMs;
  do await act();
  while (!signal.aborted && !(await isQuiet(db)) && Date.now() < quietBy);
}

async function isSent(db: Database, directive: DirectiveRecord): Promise<boolean> {
  const { audience, fannedOut, deliveries, sent, refused } = await countsOf(db, directive);
  return audience === fannedOut && sent + refused === deliveries;
}

/** How long a phase waits for messages on their way, machine time. */
const patienceMs = 45_000;

/** Shows and saves how far the play has come while `work` goes on. Rejects when it is to end early. */
async function watched<T>(
  run: Run,
  stage: Stage,
  phase: Standing['phase'] & PlayFile['phase'],
  work: Promise<T>,
  directive?: DirectiveRecord,
): Promise<T> {
  const { clock, display, signal } = run;
  const { db } = stage.app.engine;
  save(run, phase);
  const saving = setInterval(() => save(run, phase), saveEveryMs);
  let isDone = false;
  const showing = (async () => {
    while (!isDone) {
      const counts = directive ? await countsOf(db, directive) : undefined;
      const toJoin = stage.people.households.length + stage.zalo.households.length + 1;
      const joined = directive ? toJoin : run.joined;
      display.show({ now: clock.now(), phase, joined, toJoin, counts });
      await pause(showEveryMs);
    }
  })();
  const stopped = new Promise<never>((_, reject) => {
    const next = directive ? 'goes on from here' : 'begins afresh';
    const stop = () => reject(new Error(`The demo was stopped; the next start ${next}.`));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    isDone = true;
    clearInterval(saving);
    await showing;
  }
}

function save(run: Run, phase: PlayFile['phase']): void {
  const { folder, clock, key, seed, issuer, spentMs, begun } = run;
  writePlay(folder, {
    format: 1,
    phase,
    letter: key,
    seed,
    issuer,
    reached: clock.now().toISOString(),
    factor: clock.factor,
    spentMs: spentMs + Date.now() - begun,
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
