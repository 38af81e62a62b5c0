const INFORM = /(?:^|[^\p{L}])(?:b\s*\/\s*c|báo cáo|biết)(?![\p{L}])/iu;

/** Whether the bracketed purpose of an entry of Nơi nhận (b/c, để biết) asks for nothing to be done. */
export function isForInformation(purpose: string | null): boolean {
  return purpose !== null && INFORM.test(purpose.normalize('NFC'));
}
