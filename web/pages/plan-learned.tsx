import { outcomeFigure, type PlanOutcome } from '../../domain/planning/outcome.ts';
import type { PageReader } from '../page-reader.ts';
import { Facts } from '../parts.tsx';

/** What came of a closed plan's targets, money in `currency`, and what the firm changes because of what it learned with the account. */
export interface PlanLearnedProps {
  readonly currency: string;
  readonly outcomes: readonly PlanOutcome[];
  readonly improvements: readonly {
    readonly title: string;
    readonly learned: string;
    readonly ownerName: string;
    readonly dueOn: string;
  }[];
}

interface Learned extends PlanLearnedProps {
  readonly reader: PageReader;
}

/** What is to be read before the next year is planned; nothing where there is nothing yet. */
export function PlanLearned(props: Learned): JSX.Element {
  return (
    <>
      {props.outcomes.length === 0 ? '' : <Outcomes {...props} />}
      {props.improvements.length === 0 ? '' : <Improvements {...props} />}
    </>
  );
}

function Outcomes({ reader, outcomes, currency }: Learned): JSX.Element {
  const { t, format } = reader;
  const worded = (unit: PlanOutcome['unit'], figure: string): string =>
    outcomeFigure(format, { unit, currency, figure });
  const rows = outcomes.map(({ name, unit, target, value, reached, note }) => {
    const against = worded(unit, target);
    if (value === null) return [name, t('outcome.unknown', { target: against })] as const;
    const said = t(reached ? 'outcome.reached' : 'outcome.missed', {
      value: worded(unit, value),
      target: against,
    });
    return [name, note === '' ? said : `${said} (${note})`] as const;
  });
  return (
    <section aria-labelledby="outcomes">
      <h2 id="outcomes" safe>
        {t('plan.outcomes')}
      </h2>
      <Facts rows={rows} />
    </section>
  );
}

function Improvements({ reader: { t, format }, improvements }: Learned): JSX.Element {
  return (
    <section aria-labelledby="improvements">
      <h2 id="improvements" safe>
        {t('plan.improvements')}
      </h2>
      <ul>
        {improvements.map(({ title, learned, ownerName, dueOn }) => (
          <li>
            <strong safe>{title}</strong>{' '}
            <span safe>{t('plan.improvement', { owner: ownerName, day: format.day(dueOn), learned })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
