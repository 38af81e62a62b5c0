const ONSET = 'ngh|ng|nh|n|gh|gi|g|ch|c|kh|k|ph|p|th|tr|t|qu|b|d|đ|h|l|m|r|s|v|x';
const RIMES =
  'a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ă[cmnpt]|ăng|â[cmnptuy]|âng|e|ec|em|en|eng|eo|ep|et|' +
  'ê|êch|êm|ên|ênh|êp|êt|êu|i|ia|ich|iêc|iêm|iên|iêng|iêp|iêt|iêu|im|in|inh|ip|it|iu|' +
  'o|oa|oac|oach|oai|oam|oan|oang|oanh|oat|oay|oă[cmnt]|oăng|oc|oe|oen|oeo|oet|oi|om|on|ong|op|ot|' +
  'ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|ơt|u|ua|uân|uâng|uât|uây|uc|uê|uêch|uênh|ui|um|un|ung|' +
  'uôc|uôi|uôm|uôn|uông|uôt|uơ|up|ut|uy|uya|uych|uyên|uyêt|uynh|uyt|uyu|ư|ưa|ưc|ưi|ưm|ưn|ưng|' +
  'ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|ưt|ưu|y|yêm|yên|yêt|yêu';
const SYLLABLE = new RegExp(`^(?:${ONSET})?(?:${RIMES})$`, 'u');
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Whether a word is a well-formed Vietnamese syllable, with at most one tone mark. */
export function isSyllable(word: string): boolean {
  if (word.length > 8) return false;
  const apart = word.toLowerCase().normalize('NFD');
  const tones = apart.match(TONE);
  if (tones !== null && tones.length > 1) return false;
  return SYLLABLE.test(apart.replace(TONE, '').normalize('NFC'));
}
