// Slips that stay plausible to the eye. The text is never changed; a person is told.
const SLIPS: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})Công (?:[Tt]hông tin(?= điện tử)|TTĐT|[Dd]ịch vụ công)/gu, 'Cổng'],
  [/(?<!\p{L})hiệu có quả(?!\p{L})/gu, 'có hiệu quả'],
  [/(?<!\p{L})[Kk]inh gửi(?!\p{L})/gu, 'Kính gửi'],
  [/(?<!\p{L})[Bb]áo các (?=kết quả|về)/gu, 'báo cáo'],
  [/(?<!\p{L})triển khải(?!\p{L})/gu, 'triển khai'],
  [/(?<!\p{L})thực hiên(?!\p{L})/gu, 'thực hiện'],
  [/(?<!\p{L})đề nghi(?!\p{L})/gu, 'đề nghị'],
  [/(?<!\p{L})[Uu]y ban nhân dân/gu, 'Ủy ban nhân dân'],
  [/(?<!\p{L})[Nn]ghi quyết(?!\p{L})/gu, 'Nghị quyết'],
];
const DOUBLED = /(?<!\p{L})(các|và|của|về|cho|được|theo|trong|để|với|tại) \1(?!\p{L})/gu;

/** Finds probable misprints as `suspected_misprint:"words" (suggestion)`, each once. */
export function findMisprints(text: string): readonly string[] {
  const found: string[] = [];
  for (const [slip, suggestion] of SLIPS) {
    for (const match of text.matchAll(slip)) {
      found.push(`suspected_misprint:"${match[0].trim()}" (${suggestion})`);
    }
  }
  for (const [words, word = ''] of text.matchAll(DOUBLED)) {
    found.push(`suspected_misprint:"${words}" (${word})`);
  }
  return [...new Set(found)];
}
