import { actorOfLabel, actorOfOpening, actorOfRequest, collaboratorOf } from './actors.ts';
import type { Piece } from './lay-out.ts';
import { isReferral, readNoiNhanEntry, splitEntries } from './noi-nhan.ts';
import { type OutlineNode, outline } from './outline.ts';
import { sentencesOf } from './sentences.ts';
import type { ColumnRole } from './tables.ts';
import { createTaskList, type OpenTask, type TaskList } from './task-list.ts';

const MAX_LABEL = 240;
const COLON = /:(?=\s|$)/u;
const ATTACHMENTS =
  /^\(?(?:Các )?(?:Tài liệu|Hồ sơ|Văn bản|Biểu mẫu)?\s*(?:gửi kèm|kèm theo|đính kèm)/iu;
const LEAD_FIELD =
  /^(?:Cơ quan|Đơn vị|Bộ phận)?[\p{L}\s,/]{0,30}?(?:chủ trì|thực hiện|phụ trách)(?: thực hiện)?$/iu;
const WITH_FIELD = /^(?:Cơ quan|Đơn vị|Bộ phận)?[\p{L}\s,/]{0,30}?phối hợp(?: thực hiện)?$/iu;
const CLOSING = /^(?:Trân trọng|Trên đây|Rất mong|Xin|Kính mong|Nơi nhận)/u;
const PUBLISHING =
  /^(?:để\s+)?(?:đăng|đ\/tải|đưa tin|đưa lên|phát sóng|phát thanh|công bố|công khai|niêm yết|tuyên truyền|thông tin,? tuyên truyền|thông báo)(?!\p{L})/iu;

interface Label {
  readonly label: string;
  readonly rest: string;
}

function splitLabel(text: string): Label | undefined {
  const at = COLON.exec(text.slice(0, MAX_LABEL))?.index;
  return at === undefined
    ? undefined
    : { label: text.slice(0, at).trim(), rest: text.slice(at + 1).trim() };
}

function addItem(task: OpenTask, printed: string): void {
  // The end mark of the document is no part of its last sentence.
  const item = printed.replace(/\.\/\.?$/u, '.');
  if (item !== '') task.items.add(item);
}

interface Walk {
  readonly nodes: readonly OutlineNode[];
  readonly list: TaskList;
  /** The task each node belongs to, by index. */
  readonly owners: (OpenTask | undefined)[];
  readonly isTimed: (start: number, end: number) => boolean;
  /** Whether some item of the document is labelled with its assignee. */
  readonly hasLabels: boolean;
}

function ownerOf(walk: Walk, node: OutlineNode): OpenTask | undefined {
  return node.parent === undefined ? undefined : walk.owners[node.parent];
}

function claimNode(walk: Walk, node: OutlineNode, task: OpenTask): void {
  walk.list.claim(task, node.piece.start, node.piece.end);
}

/** A table row: the lead is the assignee, the cooperating bodies are collaborators. */
function takeRow(walk: Walk, node: OutlineNode): OpenTask | undefined {
  const cells = node.piece.text.split('\t');
  const cellOf = (role: ColumnRole) => cells[node.piece.columns?.indexOf(role) ?? -1]?.trim() ?? '';
  const item = cellOf('task');
  if (item === '' || cellOf('lead') === '') return undefined;
  const task = walk.list.open(cellOf('lead').replace(/[;.]$/u, ''), { locator: node.locator });
  addItem(task, item);
  const partners = cellOf('collaborators').replace(/[;.]$/u, '');
  if (partners !== '' && !/^[-–—]$/u.test(partners))
    task.collaborators.push(...partners.split(/;\s*/u));
  claimNode(walk, node, task);
  return task;
}

/** "Cơ quan chủ trì: Sở Y tế" below a task: the task is the paragraph above. */
function takeField(walk: Walk, node: OutlineNode, { label, rest }: Label): OpenTask | undefined {
  const above = node.parent === undefined ? undefined : walk.nodes[node.parent];
  if (above === undefined) return undefined;
  if (WITH_FIELD.test(label)) {
    const owner = ownerOf(walk, node);
    owner?.collaborators.push(...rest.replace(/[;.]$/u, '').split(/;\s*/u));
    return owner;
  }
  if (!LEAD_FIELD.test(label) || rest === '') return undefined;
  const task = walk.list.open(rest.replace(/[;.]$/u, ''), { locator: above.locator });
  addItem(task, above.text);
  claimNode(walk, above, task);
  walk.owners[node.parent ?? 0] = task;
  return task;
}

/** An item labelled with its assignee, or a heading that is nothing but one. */
function takeLabel(walk: Walk, node: OutlineNode, at: number): OpenTask | undefined {
  const split = splitLabel(node.text);
  const owner = ownerOf(walk, node);
  const actor = split && node.level > 0 ? actorOfLabel(split.label) : undefined;
  if (split !== undefined && actor !== undefined && node.kind !== 'plain') {
    const task = walk.list.open(actor, { locator: node.locator, parent: owner });
    addItem(task, split.rest);
    const partner = collaboratorOf(split.rest);
    if (partner !== undefined && /chủ trì/u.test(split.rest)) task.collaborators.push(partner);
    return task;
  }
  const next = walk.nodes[at + 1];
  const isHeading = node.kind === 'arabic' || node.kind === 'letter' || node.kind === 'roman';
  if (!isHeading || next === undefined || (next.parent !== at && next.kind !== 'plain'))
    return undefined;
  const heading = actorOfLabel(node.text.replace(/[.;:]$/u, ''));
  if (heading === undefined || node.text.length > MAX_LABEL / 2) return undefined;
  return walk.list.open(heading, { locator: node.locator, parent: owner });
}

/** Sentences that name their assignee inside; returns the task that following items hang under. */
function takeSentences(walk: Walk, node: OutlineNode): OpenTask | undefined {
  const isItem = node.kind !== 'plain';
  let lead: OpenTask | undefined;
  for (const { text, start } of sentencesOf(node.text)) {
    const from = node.textStart + start;
    const isTimed = walk.isTimed(from, from + text.length);
    const isLeadIn = text.endsWith(':');
    const opening = actorOfOpening(text);
    const isAssigned =
      opening !== undefined && /^(?:Giao|Phân công)\s|chủ trì|trách nhiệm|thi hành/u.test(text);
    const asked =
      isItem || isAssigned || isTimed || !walk.hasLabels ? actorOfRequest(text) : undefined;
    const actor = asked ?? (isItem || isAssigned || isTimed ? opening : undefined);
    if (actor === undefined) continue;
    if (isLeadIn && !isTimed) {
      if (!walk.hasLabels || isItem) lead = walk.list.open(actor, { locator: node.locator });
      continue;
    }
    if (!isItem && !isTimed && !isAssigned && CLOSING.test(text)) continue;
    const task = walk.list.open(actor, { locator: node.locator });
    addItem(task, text);
    walk.list.claim(task, from, from + text.length);
    const partner = collaboratorOf(text);
    if (partner !== undefined && /chủ trì/u.test(text)) task.collaborators.push(partner);
    if (isLeadIn) lead = task;
  }
  return lead;
}

function isLabelled(node: OutlineNode): boolean {
  if (node.kind === 'plain' || node.kind === 'row' || node.level === 0) return node.kind === 'row';
  const split = splitLabel(node.text);
  return split !== undefined && actorOfLabel(split.label) !== undefined;
}

/**
 * Collects who has to do what: labelled items, table rows, sentences that name their assignee, items
 * under a request to somebody, and jobs hidden in Nơi nhận.
 *
 * `isTimed` tells whether a stretch of the text holds a deadline: a closing sentence is a task only then.
 */
export function collectTasks(
  pieces: readonly Piece[],
  isTimed: (start: number, end: number) => boolean,
): TaskList {
  const list = createTaskList();
  const nodes = outline(pieces.filter(({ zone }) => zone === 'body' || zone === 'appendix'));
  const walk: Walk = { nodes, list, owners: [], isTimed, hasLabels: nodes.some(isLabelled) };
  let leadIn: OpenTask | undefined;
  let skipBelow: number | undefined;
  nodes.forEach((node, at) => {
    if (skipBelow !== undefined && node.level > skipBelow && node.kind !== 'plain') return;
    skipBelow = undefined;
    if (ATTACHMENTS.test(node.text)) {
      skipBelow = node.level;
      return;
    }
    if (node.kind === 'row') {
      walk.owners[at] = takeRow(walk, node);
      return;
    }
    const split = splitLabel(node.text);
    const labelled =
      takeLabel(walk, node, at) ??
      (split && node.kind !== 'plain' ? takeField(walk, node, split) : undefined);
    if (labelled !== undefined) {
      walk.owners[at] = labelled;
      claimNode(walk, node, labelled);
      return;
    }
    const owner = ownerOf(walk, node);
    if (owner !== undefined) {
      addItem(owner, node.text);
      claimNode(walk, node, owner);
      walk.owners[at] = owner;
      return;
    }
    const asked = takeSentences(walk, node);
    if (node.kind === 'plain') leadIn = asked;
    walk.owners[at] = asked;
    const isUnderLeadIn =
      leadIn !== undefined && asked === undefined && node.kind !== 'plain' && !walk.hasLabels;
    if (isUnderLeadIn && leadIn !== undefined && list.ownerAt(node.textStart) === undefined) {
      addItem(leadIn, node.text);
      claimNode(walk, node, leadIn);
    }
  });
  collectHidden(pieces, list);
  return list;
}

/** "Trung tâm CNTT-TT (đăng trang TTĐT)" in Nơi nhận is a job. */
function collectHidden(pieces: readonly Piece[], list: TaskList): void {
  const entries = pieces
    .filter(({ zone, kind }) => zone === 'noi_nhan' && kind === undefined)
    .flatMap(({ text }) => splitEntries(text));
  entries.forEach((printed, at) => {
    const entry = readNoiNhanEntry(printed);
    if (entry.purpose === null || !PUBLISHING.test(entry.purpose) || isReferral(entry)) return;
    addItem(
      list.open(entry.text, { locator: `noi_nhan:${at + 1}`, isImplicit: true }),
      entry.purpose,
    );
  });
}
