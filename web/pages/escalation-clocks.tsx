import { DataTable, type DataRow } from '../data-table.tsx';
import type { PageReader } from '../page-reader.ts';
import type { ClockProps } from './escalations-page.tsx';

/** A clock of an escalation with how it adds up: each stretch of time, the sum, and the limit with what is left. */
export interface CountedClockProps extends ClockProps {
  readonly spans: readonly DataRow[];
  readonly sums: readonly string[];
  readonly ended: boolean;
}

/** The clocks of an escalation's present run, each with its arithmetic to unfold. */
export function EscalationClocks({
  reader: { t },
  clocks,
}: {
  readonly reader: PageReader;
  readonly clocks: readonly CountedClockProps[];
}): JSX.Element {
  const ended = clocks.filter((clock) => clock.ended);
  return (
    <section aria-labelledby="clocks">
      <h2 id="clocks" safe>
        {t('esc.clocks')}
      </h2>
      {clocks.length === 0 ? <p safe>{t('esc.clocks.none')}</p> : ''}
      {clocks
        .filter((clock) => !clock.ended)
        .map((clock) => (
          <Clock t={t} clock={clock} />
        ))}
      {ended.length === 0 ? (
        ''
      ) : (
        <details class="more">
          <summary safe>{t('esc.clocks.ended', { count: ended.length })}</summary>
          {ended.map((clock) => (
            <Clock t={t} clock={clock} />
          ))}
        </details>
      )}
    </section>
  );
}

function Clock({
  t,
  clock: { name, words, notes, late, spans, sums },
}: Pick<PageReader, 't'> & { readonly clock: CountedClockProps }): JSX.Element {
  return (
    <div class="entry">
      <p>
        <span safe>{`${name}: `}</span>
        <strong class={late ? 'late' : undefined} safe>
          {words}
        </strong>
      </p>
      {notes.map((note) => (
        <p class="who" safe>
          {note}
        </p>
      ))}
      <details>
        <summary safe>{t('esc.arithmetic', { name })}</summary>
        {spans.length === 0 ? (
          ''
        ) : (
          <DataTable headings={[t('esc.span'), t('esc.minutes'), t('esc.counted')]} rows={spans} />
        )}
        {sums.map((sum) => (
          <p safe>{sum}</p>
        ))}
      </details>
    </div>
  );
}
