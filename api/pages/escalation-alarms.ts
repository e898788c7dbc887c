import type { EscalationDetail } from '../../db/read-models/escalation-detail.ts';
import { causeTitles } from '../../domain/warnings/wording.ts';
import type { EscalationPartProps } from '../../web/pages/escalation-detail-page.tsx';
import { evidenceInWords } from './account-alarms.ts';
import { anybody } from './send-page.ts';

const standings = ['open', 'snoozed', 'cleared', 'closed'] as const;

/** The alarms that an escalation took up, each with its figures; no part where it took up none. */
export function alarmsParts({ accountId, alarms }: EscalationDetail): readonly EscalationPartProps[] {
  const { t, format } = anybody;
  if (alarms.length === 0) return [];
  const entries = alarms.map(({ id, cause, status, evidence }) => {
    const standing = standings.find((one) => one === status);
    const shown = status === 'open' || status === 'snoozed';
    return {
      said: causeTitles[cause][format.language],
      ...(shown && { href: `/accounts/${accountId}#alarm-${id}` }),
      notes: [
        ...(standing === undefined ? [] : [t(`esc.alarm.${standing}`)]),
        ...evidenceInWords(evidence).map(({ name, now, before }) =>
          before === null
            ? t('esc.alarm.figure', { name, now })
            : t('esc.alarm.compared', { name, now, before }),
        ),
      ],
    };
  });
  return [{ ...{ id: 'alarms', title: t('esc.alarms'), none: '', forms: [] }, entries }];
}
