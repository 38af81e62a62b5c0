const LINK =
  /(?:https?:\/\/|www\.)[^\s<>"“”()[\]{}]{2,300}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}/giu;

/** Finds web and mail addresses, each once, in the order of the text. */
export function findLinks(text: string): readonly string[] {
  const links = Array.from(text.matchAll(LINK), ([link]) => link.replace(/[.,;:!?…'’]+$/u, ''));
  return [...new Set(links)];
}
