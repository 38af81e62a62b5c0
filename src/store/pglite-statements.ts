import { messages, type PGlite, protocol } from '@electric-sql/pglite';

/** A statement the session has parsed, and how its values travel. */
interface Prepared {
  readonly name: string;
  /** Type oids. */
  readonly params: readonly number[];
  readonly columns: readonly { readonly name: string; readonly type: number }[];
}

export type RunPrepared = <Row>(
  sql: string,
  params: readonly unknown[],
) => Promise<{ rows: Row[] }>;

const { serialize } = protocol;

/**
 * Runs statements on a PGlite, each parsed once and then known by a name.
 *
 * PGlite's own `query` parses, describes and plans a statement anew every time, in six calls into its
 * database; here a statement that is known takes one. The caller sees to it that nothing else uses the
 * PGlite meanwhile.
 */
export function preparedOn(lite: PGlite): RunPrepared {
  const known = new Map<string, Prepared>();

  async function prepare(sql: string): Promise<Prepared> {
    const name = `s${known.size}`;
    const answer = await exchange(lite, [
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: 'S', name }),
    ]);
    const types = answer.find((message) => message instanceof messages.ParameterDescriptionMessage);
    const columns = answer.find((message) => message instanceof messages.RowDescriptionMessage);
    const prepared = {
      name,
      params: types?.dataTypeIDs ?? [],
      columns: (columns?.fields ?? []).map((field) => ({
        name: field.name,
        type: field.dataTypeID,
      })),
    };
    known.set(sql, prepared);
    return prepared;
  }

  return async <Row>(sql: string, params: readonly unknown[]) => {
    const { name, params: types, columns } = known.get(sql) ?? (await prepare(sql));
    const answer = await exchange(lite, [
      serialize.bind({
        statement: name,
        values: params.map((value, at) => written(lite, value, types[at] ?? 0)),
      }),
      serialize.execute({}),
    ]);
    const rows: Row[] = [];
    for (const message of answer) {
      if (!(message instanceof messages.DataRowMessage)) continue;
      const row: Record<string, unknown> = {};
      columns.forEach(({ name: column, type }, at) => {
        row[column] = read(lite, message.fields[at] ?? null, type);
      });
      rows.push(row as Row);
    }
    return { rows };
  };
}

/** Sends some messages at once, with the one that ends them; an error of the database is thrown. */
async function exchange(lite: PGlite, parts: readonly Uint8Array[]) {
  const message = new Uint8Array(Buffer.concat([...parts, serialize.sync()]));
  const { messages: answer } = await lite.execProtocol(message, { syncToFs: false });
  return answer;
}

/** A value as text, which the database reads by the type it expects there. */
function written(lite: PGlite, value: unknown, type: number): string | null {
  if (value === null || value === undefined) return null;
  const serializer = lite.serializers[type];
  return serializer ? serializer(value) : String(value);
}

function read(lite: PGlite, text: string | null, type: number): unknown {
  if (text === null) return null;
  const parser = lite.parsers[type];
  return parser ? parser(text, type) : text;
}
