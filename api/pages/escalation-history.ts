import type { Db } from '../../db/client.ts';
import type { EscalationDetail } from '../../db/read-models/escalation-detail.ts';
import { clockKinds } from '../../db/stores/escalation-clocks.ts';
import type { EscalationEvent } from '../../db/stores/escalation-events.ts';
import { escalationOutcomes } from '../../db/stores/escalation-rows.ts';
import { rungs, severities } from '../../domain/escalations/policy.ts';
import { recoveries } from '../../domain/escalations/recovery.ts';
import { titleIn } from '../../domain/escalations/signals.ts';
import { contactChannels } from '../../domain/escalations/work.ts';
import type { EscalationPartProps } from '../../web/pages/escalation-detail-page.tsx';
import { formatAt } from './escalation-words.ts';
import { actorsInWords } from './plan-actors.ts';
import { anybody } from './send-page.ts';

type NameOf = Awaited<ReturnType<typeof actorsInWords>>;
type Data = EscalationEvent['data'];

interface Noting {
  readonly detail: EscalationDetail;
  readonly nameOf: NameOf;
}

/** All that happened to an escalation, the first first, each with what it was about and why. */
export async function historyPart(db: Db, detail: EscalationDetail): Promise<EscalationPartProps> {
  const { t } = anybody;
  const format = formatAt(detail);
  const people = detail.history.flatMap(({ data }) => personIn(data) ?? []);
  const nameOf = await actorsInWords(db, [...detail.history.map(({ by }) => by), ...people]);
  return {
    ...{ id: 'history', title: t('esc.history'), none: '', forms: [] },
    entries: detail.history.map((event) => ({
      said: t('esc.event', {
        ...{ what: t(`esc.event.${event.kind}`), name: nameOf(event.by), at: format.instant(event.at) },
      }),
      notes: [...notesOf(event, { detail, nameOf }), event.reason].filter((note) => note !== ''),
    })),
  };
}

function personIn({ personId }: Data): { readonly kind: 'person'; readonly id: string } | undefined {
  return typeof personId === 'string' ? { kind: 'person', id: personId } : undefined;
}

const wordIn = (value: unknown): string => (typeof value === 'string' ? value : '');
const oneOf = <Word>(words: readonly Word[], value: unknown): Word | undefined =>
  words.find((word) => word === value);

// What an older release did not write down is left out.
function notesOf({ kind, data }: EscalationEvent, noting: Noting): readonly string[] {
  const { t } = anybody;
  const outcome = oneOf(escalationOutcomes, data['outcome']);
  const result = oneOf(recoveries, data['result']);
  const channel = oneOf(contactChannels, data['channel']);
  switch (kind) {
    case 'opened':
    case 'reopened':
      return raisedNotes(data);
    case 'severityChanged':
      return [...severityNotes(data), ...raisedNotes(data)];
    case 'paused':
      return untilNotes(data, noting.detail);
    case 'closed':
      return outcome === undefined ? [] : [t(`escalations.outcome.${outcome}`)];
    case 'followedUp':
      return result === undefined ? [] : [t(`esc.followUp.${result}`)];
    case 'presented':
      return channel === undefined ? [] : [`${wordIn(data['withWhom'])} (${t(`esc.channel.${channel}`)})`];
    case 'rootCauseFound':
      return [wordIn(data['name'])];
    case 'warned':
    case 'breached':
      return clockNotes(data);
    default:
      return data['title'] === undefined
        ? personNotes({ kind, data }, noting)
        : [titleIn(anybody.format.language, wordIn(data['title']))];
  }
}

function personNotes(
  { kind, data }: Pick<EscalationEvent, 'kind' | 'data'>,
  { nameOf }: Noting,
): readonly string[] {
  const { t } = anybody;
  const rung = oneOf(rungs, data['rung']);
  const why = oneOf(['missing', 'inactive', 'absent', 'askedBefore'] as const, data['why']);
  if (kind === 'skipped')
    return rung && why ? [t(`esc.note.skipped.${why}`, { rung: t(`esc.rung.${rung}`) })] : [];
  const person = personIn(data);
  if (person === undefined) return [];
  const name = nameOf(person);
  if (kind === 'asked') return rung ? [t('esc.note.asked', { name, rung: t(`esc.rung.${rung}`) })] : [name];
  return [t(kind === 'holderGone' ? 'esc.note.gone' : 'esc.note.person', { name })];
}

function raisedNotes({ strategic, poorHealth }: Data): readonly string[] {
  const { t } = anybody;
  if (strategic === true && poorHealth === true) return [t('esc.note.bothReasons')];
  if (strategic === true) return [t('esc.note.strategic')];
  return poorHealth === true ? [t('esc.note.poorHealth')] : [];
}

function severityNotes(data: Data): readonly string[] {
  const { t } = anybody;
  const [before, severity] = [oneOf(severities, data['before']), oneOf(severities, data['severity'])];
  if (before === undefined || severity === undefined) return [];
  const words = {
    before: t(`escalation.severity.${before}`),
    severity: t(`escalation.severity.${severity}`),
  };
  return [t('esc.note.severity', words)];
}

function untilNotes({ until }: Data, detail: EscalationDetail): readonly string[] {
  if (typeof until !== 'string') return [];
  return [anybody.t('esc.note.until', { at: formatAt(detail).instant(new Date(until)) })];
}

function clockNotes({ clock, share }: Data): readonly string[] {
  const { t } = anybody;
  const kind = oneOf(clockKinds, clock);
  if (kind === undefined) return [];
  const name = t(`clock.${kind}`);
  return [typeof share === 'number' ? t('esc.note.warned', { clock: name, share }) : name];
}
