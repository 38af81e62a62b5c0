import writeXlsxFile from 'write-excel-file/node';

/** What stands in a cell: words stay words, whatever sign they begin with. */
export type Cell = string | number | null;

export interface Sheet {
  /** At most 31 signs, none of `[]:*?/\`. */
  readonly name: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * Writes an XLSX workbook whose first row of each sheet is a heading that stays in view.
 *
 * Every text is a cell of type string: one that begins with = + - or @ is no formula in it.
 */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const written = sheets.map(({ name, columns, rows }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: columns.map(({ width }) => ({ width })),
    data: [
      columns.map(({ title }) => ({
        value: title,
        type: String,
        fontWeight: 'bold' as const,
        wrap: true,
      })),
      ...rows.map((row) => row.map(cellOf)),
    ],
  }));
  return new Uint8Array(await writeXlsxFile(written).toBuffer());
}

function cellOf(value: Cell) {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return { value, type: Number };
  return { value: value.slice(0, maxCell), type: String, wrap: true };
}

/** The most that a cell of this format holds, in UTF-16 units. */
const maxCell = 32_767;
