import { expect, test } from '@jest/globals';
import { fanOut } from '../../src/engine/fan-out.ts';
import { smallProvince } from '../support/small-province.ts';

test('what was queued for a chat just as the bot was put out of it fails, and staff see it', async () => {
  const p = await smallProvince({ communes: 2 });
  try {
    await p.release();
    const { rows } = await p.engine.db.query<{ id: string }>('select id from directive_version');
    await fanOut(p.engine, rows[0]?.id ?? '');
    await p.engine.db.query(`update chat set state = 'gone' where external_id = $1`, [
      String(p.communes[0]?.group),
    ]);

    await p.tick();

    const { rows: states } = await p.engine.db.query<{ state: string; reason: string | null }>(
      `select state, reason from part where kind = 'card' order by state`,
    );
    expect(states).toEqual([
      { state: 'failed', reason: 'chat-gone' },
      { state: 'sent', reason: null },
    ]);
    p.advance(5_000);
    await p.settle();
    const seen = p.composer.sees(p.composer.id).map(({ text }) => text);
    expect(seen.join('\n')).toContain('⛔ Không gửi được 1 nhóm');
  } finally {
    await p.close();
  }
}, 60_000);
