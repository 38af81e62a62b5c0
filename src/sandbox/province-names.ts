/** A person of the province, as their phone names them. */
export interface NamedPerson {
  readonly firstName: string;
  readonly lastName: string;
}

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô'];
const middles = ['Văn', 'Thị', 'Minh', 'Thu', 'Đức', 'Thanh', 'Ngọc', 'Quang', 'Hải'];
const givens = [
  'An',
  'Bình',
  'Chi',
  'Dũng',
  'Giang',
  'Hà',
  'Khánh',
  'Lan',
  'Mai',
  'Nam',
  'Phúc',
  'Quân',
  'Tâm',
];

/** The invented name of person number `index`; the lengths of the lists have no common factor. */
export function personName(index: number): NamedPerson {
  const pick = (list: readonly string[]) => list[index % list.length] ?? '';
  return { firstName: pick(givens), lastName: `${pick(families)} ${pick(middles)}` };
}
