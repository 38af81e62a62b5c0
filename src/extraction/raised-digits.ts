const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Digits as they are printed above the line: 12 becomes ¹². Anything else stays. */
export function raiseDigits(text: string): string {
  return text.replace(/\d/g, (digit) => RAISED.charAt(Number(digit)));
}

/** Whether a line starts with a raised digit, as a footnote does. */
export function startsRaised(text: string): boolean {
  return text !== '' && RAISED.includes(text.charAt(0));
}
