import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';

/** The question's form as it was sent, and what it comes to; an account's `why` says which criteria made the difference. */
export interface WhatIfPageProps {
  readonly reader: PageReader;
  readonly scorecardId: string;
  readonly weights: readonly {
    readonly key: string;
    readonly title: string;
    readonly axis: 'attractiveness' | 'strength';
    readonly value: string;
  }[];
  readonly cap: string;
  readonly faults: readonly string[];
  readonly answer:
    | {
        readonly before: number;
        readonly after: number;
        readonly enters: readonly { readonly name: string; readonly why: string }[];
        readonly leaves: readonly { readonly name: string; readonly why: string }[];
      }
    | undefined;
}

/** Other weights or another cap, and who would enter and leave by them. A form that only reads, so that its address can be kept and sent. */
export function WhatIfPage(props: WhatIfPageProps): JSX.Element {
  const { reader, scorecardId, faults, answer } = props;
  const { t } = reader;
  const title = t('whatIf.title');
  return (
    <Layout reader={reader} title={faults.length > 0 ? `${t('whatIf.error')}: ${title}` : title} wide>
      <div class="lead">
        <p class="eyebrow">
          <a href={`/selection/scorecards/${scorecardId}`} safe>
            {t('card.title', { id: scorecardId })}
          </a>
        </p>
        <h1 safe>{title}</h1>
        <p safe>{t('whatIf.lead')}</p>
      </div>
      {faults.length === 0 ? (
        ''
      ) : (
        <div class="faults" role="alert">
          <h2 safe>{t('whatIf.error')}</h2>
          {faults.map((fault) => (
            <p safe>{fault}</p>
          ))}
        </div>
      )}
      {answer === undefined ? '' : <Answer reader={reader} answer={answer} />}
      <Question {...props} />
    </Layout>
  );
}

function Question({ reader, weights, cap }: WhatIfPageProps): JSX.Element {
  const { t } = reader;
  return (
    <form class="decision" method="get" novalidate autocomplete="off">
      {(['attractiveness', 'strength'] as const).map((axis) => (
        <fieldset>
          <legend safe>{t(`card.${axis}`)}</legend>
          {weights
            .filter((weight) => weight.axis === axis)
            .map(({ key, title, value }) => (
              <NumberField id={`w-${key}`} label={title} value={value} />
            ))}
        </fieldset>
      ))}
      <NumberField id="cap" label={t('whatIf.cap')} value={cap} />
      <button type="submit" safe>
        {t('whatIf.submit')}
      </button>
    </form>
  );
}

function NumberField({
  id,
  label,
  value,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
}): JSX.Element {
  return (
    <div class="field">
      <label for={id} safe>
        {label}
      </label>
      <input id={id} name={id} value={value} inputmode="decimal" />
    </div>
  );
}

function Answer({
  reader: { t },
  answer,
}: {
  readonly reader: PageReader;
  readonly answer: NonNullable<WhatIfPageProps['answer']>;
}): JSX.Element {
  return (
    <section aria-labelledby="answer">
      <h2 id="answer" safe>
        {t('whatIf.answer')}
      </h2>
      <p safe>{t('whatIf.count', { before: answer.before, after: answer.after })}</p>
      {(['enters', 'leaves'] as const).map((side) => (
        <>
          <h3 safe>{t(`whatIf.${side}`)}</h3>
          {answer[side].length === 0 ? <p safe>{t('whatIf.nobody')}</p> : ''}
          <ul class="candidates">
            {answer[side].map(({ name, why }) => (
              <li>
                <b safe>{name}</b>
                <span safe>{why}</span>
              </li>
            ))}
          </ul>
        </>
      ))}
    </section>
  );
}
