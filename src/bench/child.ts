import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a child process of a bench can be asked, by name. Input and answer travel as JSON. */
export type Calls = Readonly<Record<string, (input: never) => unknown>>;

/** A child process that answers questions; it ends with the bench. */
export interface Child<C extends Calls> {
  readonly pid: number;
  ask<N extends keyof C & string>(
    name: N,
    ...input: Parameters<C[N]>
  ): Promise<Awaited<ReturnType<C[N]>>>;
  /** Lets it finish what `stop` of its calls does not cover; resolves when it has ended. */
  end(): Promise<void>;
  /** Ends it the hard way. */
  kill(): Promise<void>;
}

interface Question {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Starts one of the programs beside this file in a process of its own, so that it shares no event loop. */
export function startChild<C extends Calls>(program: string): Child<C> {
  const isSource = import.meta.url.endsWith('.ts');
  const file = new URL(`./${program}${isSource ? '.ts' : '.js'}`, import.meta.url);
  const profile = process.env.BENCH_PROFILE === program;
  const child = fork(fileURLToPath(file), [], {
    execArgv: [
      ...(isSource ? ['--import', 'tsx'] : []),
      ...(profile ? ['--cpu-prof', '--cpu-prof-dir=/tmp/bench-profile'] : []),
    ],
  });
  const waiting = new Map<number, (reply: Reply) => void>();
  child.on('message', (reply: Reply) => {
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  child.once('exit', (code) => {
    const error = `the process ${program} of the bench ended early (${code})`;
    for (const [id, answer] of waiting) answer({ id, error });
    waiting.clear();
  });
  let asked = 0;
  return {
    pid: child.pid ?? 0,
    ask: (name, ...[input]) =>
      new Promise((resolve, reject) => {
        asked += 1;
        const question: Question = { id: asked, name, input };
        waiting.set(asked, ({ value, error }) => {
          if (error === undefined) resolve(value as never);
          else reject(new Error(`${program}, asked to ${name}: ${error}`));
        });
        if (child.connected) child.send(question);
        else waiting.get(asked)?.({ id: asked, error: 'it has ended' });
      }),
    end: async () => {
      if (child.connected) child.disconnect();
      await ended(child);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended(child);
    },
  };
}

/** Answers the questions of the bench that started this process, and ends with it. */
export function serveParent(calls: Calls): void {
  process.on('message', (question: Question) => {
    void answer(calls, question).then((reply) => process.send?.(reply));
  });
  process.once('disconnect', () => process.exit());
}

async function answer(calls: Calls, { id, name, input }: Question): Promise<Reply> {
  try {
    const call = calls[name];
    if (!call) throw new Error('it knows no such call');
    return { id, value: (await call(input as never)) ?? null };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once('exit', resolve));
}
