import { dayOf } from '../../domain/day.ts';
import { maxShortMessage, mayGoPublic } from '../../domain/directive.ts';
import type { DoubtfulField } from './body.ts';
import { circulationOf } from './circulation.ts';
import { dateLines } from './date-lines.ts';
import { kindOf } from './kind.ts';
import { publicReach } from './public-reach.ts';
import { filesChecking, openQuestions } from './questions.ts';
import { type Scene, withoutChat } from './scene.ts';
import { shortMessageWithSource } from './short-message.ts';
import { acknowledgementDue } from './steps/acknowledgement.ts';

const maxListed = 4;
const maxSubject = 300;

/** The lines that stand on top of most cards: everything the letter holds so far. */
export function overview(scene: Scene): readonly string[] {
  const { body, office, m } = scene;
  const { line, title } = m.compose;
  const circulation = circulationOf(body);
  const short = shortMessageWithSource(scene);
  const { returned, releaseAt } = body;
  return [
    title(office.name),
    ...(scene.drill ? [m.sending.drillDraft] : []),
    ...(returned ? [m.sending.returned(returned.by, returned.reason, new Date(returned.at))] : []),
    ...identityLines(scene),
    m.sending.kind(kindOf(body).name),
    line.urgency(body.urgency),
    ...(circulation === 'normal' ? [] : [line.circulation(circulation)]),
    ...restrictionLines(scene),
    ...contentLines(scene),
    ...audienceLines(scene),
    line.acknowledge(body.ackPolicy, acknowledgementDue(scene)),
    ...deadlineLines(scene),
    ...(short ? [line.shortMessage(short.length, maxShortMessage)] : []),
    ...(releaseAt ? [m.sending.onSchedule(new Date(releaseAt))] : []),
    ...missingLines(scene),
  ];
}

function identityLines({ body, office, m }: Scene): readonly string[] {
  const { line, empty } = m.compose;
  const { number, symbol, issuedOn, subject, printed } = body;
  const reference = number || symbol ? `${number ?? '…'}/${symbol ?? '…'}` : empty;
  const isDoubtful = (field: DoubtfulField) => body.doubtful.includes(field);
  const lines = [line.reference(reference, isDoubtful('reference'))];
  if (printed?.number && number && `${printed.number}/${printed.symbol}` !== reference) {
    lines.push(line.printedReference(`${printed.number}/${printed.symbol}`));
  }
  lines.push(issuedOn ? line.issuedOn(issuedOn, isDoubtful('issuedOn')) : line.noDay);
  if (printed?.issuedOn && issuedOn && printed.issuedOn !== issuedOn) {
    lines.push(line.printedDay(printed.issuedOn));
  }
  if (printed?.issuer && printed.issuerId !== office.organisationId) {
    lines.push(line.printedIssuer(printed.issuer));
  }
  lines.push(line.subject(subject ? cut(subject) : empty, isDoubtful('subject')));
  return lines;
}

function cut(subject: string): string {
  return subject.length > maxSubject ? `${subject.slice(0, maxSubject)}…` : subject;
}

function restrictionLines(scene: Scene): readonly string[] {
  if (mayGoPublic(circulationOf(scene.body))) return [];
  const names = publicReach(scene);
  if (names.length === 0) return [];
  const more = Math.max(0, names.length - maxListed);
  return [scene.m.compose.line.notPublic(names.slice(0, maxListed), more)];
}

function contentLines(scene: Scene): readonly string[] {
  const { body, m } = scene;
  const { line } = m.compose;
  const ready = body.files.filter(({ fileId }) => fileId !== null);
  const checking = filesChecking(body);
  if (body.files.length === 0 && body.text === '') return [line.noContent];
  return [
    ...(ready.length > 0 ? [line.files(ready.slice(0, maxListed))] : []),
    ...(ready.length > maxListed ? [line.moreFiles(ready.length - maxListed)] : []),
    ...releasedBefore(scene),
    ...(checking > 0 ? [line.checking(checking)] : []),
    ...(body.text === '' ? [] : [line.text(body.text.length, body.files.length === 0)]),
  ];
}

/** Files that the office has released before: perhaps the letter went out already. */
export function releasedBefore({ body, released, m }: Scene): readonly string[] {
  return released.slice(0, maxListed).map(({ fileId, number, symbol, releasedAt }) => {
    const name = body.files.find((file) => file.fileId === fileId)?.name ?? '';
    return m.sending.releasedBefore(name, `${number}/${symbol}`, dayOf(releasedAt));
  });
}

function audienceLines(scene: Scene): readonly string[] {
  const { body, members, directory, m } = scene;
  const { line } = m.compose;
  const informed = [...members.values()].filter((role) => role === 'inform').length;
  const groups = body.audience.groups.flatMap(({ key }) => directory.groups.get(key)?.name ?? []);
  const nameOf = (id: string) => directory.organisations.get(id)?.name ?? id;
  const names = withoutChat(scene).map(nameOf);
  return [
    line.audience(members.size, informed, groups),
    ...(names.length > 0
      ? [line.withoutChat(names.slice(0, maxListed), Math.max(0, names.length - maxListed))]
      : []),
    ...body.successions
      .slice(0, maxListed)
      .map(({ words, organisations }) => line.successor(words, organisations.map(nameOf))),
    ...body.unmatched.slice(0, maxListed).map(({ words }) => line.unmatched(words)),
  ];
}

function deadlineLines(scene: Scene): readonly string[] {
  const { body, m } = scene;
  const { line } = m.compose;
  if (body.deadlines.length === 0) return [body.noReport ? line.noReport : line.noDeadline];
  return body.deadlines.slice(0, maxListed).flatMap((deadline) => {
    const { phrase, confirmed } = deadline;
    return [line.deadline(phrase, confirmed), ...dateLines(deadline, scene)];
  });
}

function missingLines(scene: Scene): readonly string[] {
  const { line, field } = scene.m.compose;
  const open = openQuestions(scene);
  return open.length > 0 ? [line.missing(open.map((question) => field[question]))] : [];
}
