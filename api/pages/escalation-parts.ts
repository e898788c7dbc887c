import type { Db } from '../../db/client.ts';
import type { EscalationDetail } from '../../db/read-models/escalation-detail.ts';
import { proposedSolutions } from '../../db/read-models/escalation-solution.ts';
import { listConfirmations } from '../../db/stores/escalation-confirmation-rows.ts';
import { relatedEscalations } from '../../db/stores/escalation-relations.ts';
import { listTasks } from '../../db/stores/escalation-task-rows.ts';
import { titleIn } from '../../domain/escalations/signals.ts';
import type { EscalationPartProps } from '../../web/pages/escalation-detail-page.tsx';
import type { formsFor } from './escalation-entries.ts';
import { formatAt } from './escalation-words.ts';
import { actorsInWords } from './plan-actors.ts';
import { anybody } from './send-page.ts';

interface Work {
  readonly detail: EscalationDetail;
  readonly forms: Awaited<ReturnType<typeof formsFor>>;
}

/** Contacts, root cause, tasks, solution and what the client said of it, as parts of an escalation's page. */
export async function workParts(db: Db, work: Work): Promise<readonly EscalationPartProps[]> {
  const { detail } = work;
  const nameOf = await actorsInWords(
    db,
    [...detail.contacts, ...detail.rootCauses].map(({ by }) => by),
  );
  return [
    contactsPart(work, nameOf),
    ...causeParts(work, nameOf),
    await tasksPart(db, work),
    await solutionPart(db, work),
    await presentedPart(db, work),
  ];
}

type NameOf = Awaited<ReturnType<typeof actorsInWords>>;

function contactsPart({ detail, forms }: Work, nameOf: NameOf): EscalationPartProps {
  const { t } = anybody;
  const format = formatAt(detail);
  return {
    ...{ id: 'contacts', title: t('esc.contacts'), none: t('esc.contacts.none') },
    entries: detail.contacts.map(({ reached, withWhom: who, channel, tookPlaceAt, summary, by }) => ({
      said: t(reached ? 'esc.contact' : 'esc.contact.unreached', {
        ...{ who, channel: t(`esc.channel.${channel}`), at: format.instant(tookPlaceAt) },
      }),
      notes: [summary, t('esc.recordedBy', { name: nameOf(by) })],
    })),
    forms: forms('contacts', 'updates'),
  };
}

function causeParts({ detail, forms }: Work, nameOf: NameOf): readonly EscalationPartProps[] {
  const { t } = anybody;
  const last = detail.rootCauses.at(-1);
  const same = detail.sameRootCause.map(({ id, title, stage, outcome }) => ({
    said: titleIn(anybody.format.language, title),
    href: `/escalations/${id}`,
    notes: [stage === 'closed' && outcome === 'solved' ? t('escalations.outcome.solved') : ''].filter(
      (note) => note !== '',
    ),
  }));
  return [
    {
      ...{ id: 'causes', title: t('esc.causes'), none: t('esc.causes.none') },
      entries: detail.rootCauses.toReversed().map((cause) => ({
        said: t(cause === last ? 'esc.cause' : 'esc.cause.earlier', {
          ...{ category: t(`esc.category.${cause.category}`), name: cause.name },
        }),
        notes: [cause.text, t('esc.recordedBy', { name: nameOf(cause.by) })],
      })),
      forms: forms('root-cause'),
    },
    ...(same.length === 0 ? [] : [{ id: 'same', title: t('esc.same'), none: '', entries: same, forms: [] }]),
  ];
}

/** What belongs together with an escalation, why, and how far it has come; no part where there is nothing. */
export async function relatedParts(
  db: Db,
  { id }: Pick<EscalationDetail, 'id'>,
): Promise<readonly EscalationPartProps[]> {
  const { t, format } = anybody;
  const related = await relatedEscalations(db, id);
  if (related.length === 0) return [];
  const entries = related.map(({ id: other, title, stage, reason }) => ({
    said: t('esc.related.entry', {
      ...{ title: titleIn(format.language, title), stage: t(`escalations.stage.${stage}`) },
    }),
    href: `/escalations/${other}`,
    notes: [reason],
  }));
  return [{ ...{ id: 'related', title: t('esc.related'), none: '', forms: [] }, entries }];
}

async function namesIn(
  db: Db,
  { table, ids }: { readonly table: 'person' | 'contact'; readonly ids: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const rows = await db(table).whereIn('id', ids).select<{ id: string; name: string }[]>('id', 'name');
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function tasksPart(db: Db, { detail, forms }: Work): Promise<EscalationPartProps> {
  const { t } = anybody;
  const tasks = await listTasks(db, detail.id);
  const names = await namesIn(db, { table: 'person', ids: tasks.map(({ ownerId }) => ownerId) });
  return {
    ...{ id: 'tasks', title: t('esc.tasks'), none: t('esc.tasks.none') },
    entries: tasks.map(({ title, ownerId, dueOn, status, details, word, function: part }) => ({
      said: t('esc.task', { title, owner: names.get(ownerId) ?? '', day: anybody.format.day(dueOn) }),
      notes: [`${t(`esc.task.${status}`)}, ${t(`task.function.${part}`)}`, details, word].filter(
        (note) => note !== '',
      ),
    })),
    forms: forms('tasks', 'task-end'),
  };
}

async function solutionPart(db: Db, { detail, forms }: Work): Promise<EscalationPartProps> {
  const { t } = anybody;
  const format = formatAt(detail);
  const proposals = await proposedSolutions(db, detail.id);
  return {
    ...{ id: 'proposals', title: t('esc.proposals'), none: t('esc.proposals.none') },
    forms: forms('propose'),
    entries: proposals.map(({ text, cost: amount, currency, status, proposerName: name, proposedAt }) => ({
      said: t('esc.proposal', {
        ...{ name, at: format.instant(proposedAt), cost: format.money({ amount, currency }) },
      }),
      notes: [t(`esc.proposal.${status}`), text],
    })),
  };
}

async function presentedPart(db: Db, { detail, forms }: Work): Promise<EscalationPartProps> {
  const { t } = anybody;
  const format = formatAt(detail);
  const all = await listConfirmations(db, detail.id);
  const names = await namesIn(db, { table: 'contact', ids: all.map(({ contactId }) => contactId) });
  return {
    ...{ id: 'presented', title: t('esc.presented'), none: t('esc.presented.none') },
    forms: forms('present', 'answer', 'withdraw'),
    entries: all.map(({ contactId, channel, presentedAt, summary, answer, answeredAt, word }) => ({
      said: t('esc.presented.at', {
        ...{ who: names.get(contactId) ?? '', channel: t(`esc.channel.${channel}`) },
        at: format.instant(presentedAt),
      }),
      notes: [
        summary,
        answer === null || answeredAt === null
          ? t('esc.answer.waiting')
          : t(`esc.answer.${answer}`, { at: format.instant(answeredAt) }),
        ...(word === '' ? [] : [word]),
      ],
    })),
  };
}
