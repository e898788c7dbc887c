import type { Children } from '@kitajs/html';
import type { ReadableChange } from '../../domain/wording/step-wording.ts';
import { ChoiceOption } from '../fields.tsx';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { Versions } from '../parts.tsx';

/** Something wrong in a form: `place` says where in words, `href` leads there; both are empty where it is about the whole. */
export interface FormFault {
  readonly href: string | undefined;
  readonly place: string;
  readonly message: string;
}

/** Something that somebody else did while a form was filled in. */
export interface MeanwhileProps {
  readonly who: string;
  readonly at: Date;
  readonly what: string;
  readonly changes: readonly ReadableChange[];
}

/** What changed while a form was filled in, what saving it now would change (`yours`), and whether that has to be confirmed. */
export interface ConflictProps {
  readonly meanwhile: readonly MeanwhileProps[];
  readonly yours: readonly ReadableChange[];
  readonly confirm: boolean;
}

/** What every form of a plan has: the edit it was made from (`base`), the one its reader was last shown (`seen`), and what came of sending it. */
export interface PlanFormProps {
  readonly reader: PageReader;
  readonly plan: { readonly id: string; readonly accountName: string; readonly year: number };
  readonly title: string;
  readonly lead?: string | undefined;
  readonly base: number;
  readonly seen: number;
  readonly faults: readonly FormFault[];
  readonly conflict: ConflictProps | undefined;
}

/** A page of a plan with its way back. */
export function PlanSubPage({
  reader,
  plan,
  title,
  browserTitle,
  children,
}: Pick<PlanFormProps, 'reader' | 'plan' | 'title'> & {
  readonly browserTitle?: string;
  readonly children: Children;
}): JSX.Element {
  const { t } = reader;
  return (
    <Layout reader={reader} title={browserTitle ?? title} inboxLink={false}>
      <p class="back">
        <a href={`/plans/${plan.id}`} safe>
          {t('edit.back', { plan: t('plan.title', { account: plan.accountName, year: plan.year }) })}
        </a>
      </p>
      <div class="lead">
        <h1 safe>{title}</h1>
      </div>
      {children}
    </Layout>
  );
}

/** A page with one form of a plan: what went wrong or changed meanwhile stands above it, what was typed is kept. */
export function PlanFormPage(
  props: PlanFormProps & {
    readonly submit: string;
    readonly multipart?: boolean;
    readonly children: Children;
  },
): JSX.Element {
  const { reader, title, faults, conflict, plan } = props;
  const { t } = reader;
  const failed = faults.length > 0 || conflict !== undefined;
  return (
    <PlanSubPage
      reader={reader}
      plan={plan}
      title={title}
      browserTitle={failed ? t('edit.notSaved', { title }) : title}
    >
      {props.lead === undefined ? '' : <p safe>{props.lead}</p>}
      {conflict === undefined ? '' : <Conflict reader={reader} conflict={conflict} />}
      <FaultSummary reader={reader} faults={faults} />
      <form
        class="edit"
        method="post"
        novalidate
        autocomplete="off"
        enctype={props.multipart ? 'multipart/form-data' : undefined}
      >
        <input type="hidden" name="base" value={String(props.base)} />
        <input type="hidden" name="seen" value={String(props.seen)} />
        {props.children}
        <Send {...props} />
      </form>
    </PlanSubPage>
  );
}

function Send({
  reader: { t },
  conflict,
  plan,
  submit,
}: Pick<PlanFormProps, 'reader' | 'conflict' | 'plan'> & { readonly submit: string }): JSX.Element {
  return (
    <>
      {conflict?.confirm ? (
        <ChoiceOption
          id="over"
          name="over"
          value="read"
          type="checkbox"
          title={t('edit.over')}
          hint={t('edit.over.hint')}
        />
      ) : (
        ''
      )}
      <div class="send">
        <button type="submit" safe>
          {submit}
        </button>{' '}
        <a href={`/plans/${plan.id}`} safe>
          {t('edit.cancel')}
        </a>
      </div>
    </>
  );
}

/** Everything wrong with a form, each line a link to its field. */
export function FaultSummary({
  reader,
  faults,
}: {
  readonly reader: PageReader;
  readonly faults: readonly FormFault[];
}): JSX.Element {
  if (faults.length === 0) return '';
  return (
    <div class="faults" role="alert">
      <p>
        <strong safe>{reader.t('edit.faults')}</strong>
      </p>
      <ul>
        {faults.map(({ href, place, message }) => {
          const text = place === '' ? message : `${place}: ${message}`;
          return href === undefined ? (
            <li safe>{text}</li>
          ) : (
            <li>
              <a href={href} safe>
                {text}
              </a>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Conflict({
  reader,
  conflict,
}: {
  readonly reader: PageReader;
  readonly conflict: ConflictProps;
}): JSX.Element {
  const { t, format } = reader;
  return (
    <section class="conflict" role="alert" aria-labelledby="conflict">
      <h2 id="conflict" safe>
        {t('edit.conflict')}
      </h2>
      <p safe>{t(conflict.confirm ? 'edit.conflict.lead' : 'edit.conflict.elsewhere')}</p>
      {conflict.meanwhile.map(({ who, at, what, changes }) => (
        <div class="meanwhile">
          <p class="who" safe>
            {t('edit.meanwhile', { who, what, at: format.instant(at) })}
          </p>
          <ChangeList reader={reader} changes={changes} />
        </div>
      ))}
      {conflict.yours.length === 0 ? (
        ''
      ) : (
        <>
          <h3 safe>{t('edit.yours')}</h3>
          <ChangeList reader={reader} changes={conflict.yours} />
        </>
      )}
    </section>
  );
}

/** What stood there and what stands there now, one field after the other. */
export function ChangeList({
  reader,
  changes,
  level = 'h4',
}: {
  readonly reader: PageReader;
  readonly changes: readonly ReadableChange[];
  readonly level?: 'h3' | 'h4';
}): JSX.Element {
  return (
    <>
      {changes.map(({ label, before, after }) => (
        <div class="change">
          {level === 'h3' ? <h3 safe>{label}</h3> : <h4 safe>{label}</h4>}
          <Versions reader={reader} before={before} after={after} />
        </div>
      ))}
    </>
  );
}
