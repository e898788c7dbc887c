import type { AnswerFault, AnswerForm } from '../../domain/surveys/answer.ts';
import { isScored, type QuestionSet, type ScoredQuestion } from '../../domain/surveys/question.ts';
import { ChoiceOption, TextArea } from '../fields.tsx';
import type { PageReader } from '../page-reader.ts';

/** The questions, what stands or was sent, and what is wrong with it; the questions after the first one come once it is `answered`. */
export interface SurveyFormProps {
  readonly reader: PageReader;
  readonly managerName: string;
  readonly form: {
    readonly questions: QuestionSet;
    readonly answered: boolean;
    readonly values: AnswerForm;
    readonly faults: readonly AnswerFault[];
  };
}

const longest = 4000;

/** One question with a comment, and the others after it was answered: nothing is selected beforehand but what the contact chose themselves, so that a form sent as it was found answers nothing. */
export function SurveyForm({ reader, managerName, form }: SurveyFormProps): JSX.Element {
  const { t } = reader;
  const [first, ...others] = form.questions;
  const shown = form.answered ? others : [];
  return (
    <form class="decision" method="post" novalidate autocomplete="off" aria-labelledby="answer">
      <h2 id="answer" safe>
        {t(form.answered ? 'survey.form.again' : 'survey.form')}
      </h2>
      <Faults reader={reader} form={form} />
      {first !== undefined && isScored(first) ? <Scale reader={reader} form={form} question={first} /> : ''}
      <TextArea
        id="comment"
        label={t('survey.comment')}
        hint={t('survey.comment.hint', { manager: managerName })}
        rows={3}
        maxlength={longest}
        invalid={faulty(form, 'comment')}
        value={form.values['comment'] ?? ''}
      />
      {shown.length === 0 ? '' : <h2 safe>{t('survey.more')}</h2>}
      {shown.map((question) =>
        isScored(question) ? (
          <Scale reader={reader} form={form} question={question} />
        ) : (
          <TextArea
            id={question.key}
            label={question.text[reader.format.language]}
            rows={3}
            maxlength={longest}
            invalid={faulty(form, question.key)}
            value={form.values[question.key] ?? ''}
          />
        ),
      )}
      <button type="submit" safe>
        {t(form.answered ? 'survey.submit.again' : 'survey.submit')}
      </button>
    </form>
  );
}

function faulty(form: SurveyFormProps['form'], field: string): boolean {
  return form.faults.some((one) => one.field === field);
}

function Faults({ reader: { t }, form }: Omit<SurveyFormProps, 'managerName'>): JSX.Element {
  if (form.faults.length === 0) return '';
  return (
    <div class="faults" role="alert">
      <ul>
        {form.faults.map(({ field, fault }) => (
          <li>
            <a href={`#${targetOf(form, field)}`} safe>
              {t(`survey.error.${fault}`)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function targetOf({ questions }: SurveyFormProps['form'], field: string): string {
  const question = questions.find(({ key }) => key === field);
  return question !== undefined && isScored(question) ? `${field}-${question.low}` : field;
}

type ScaleProps = Omit<SurveyFormProps, 'managerName'> & { readonly question: ScoredQuestion };

/** Whole numbers as radio buttons in one row, with the words of both ends; two answers are words alone. */
function Scale({ reader, form, question }: ScaleProps): JSX.Element {
  const { language } = reader.format;
  const { key, low, high, text, ends } = question;
  const given = form.values[key];
  const words = { low: ends.low[language], high: ends.high[language] };
  const scores = Array.from({ length: high - low + 1 }, (_, index) => low + index);
  if (scores.length === 2)
    return (
      <fieldset class="scale-question">
        <legend safe>{text[language]}</legend>
        {scores.map((score) => (
          <ChoiceOption
            id={`${key}-${score}`}
            name={key}
            value={String(score)}
            checked={given === String(score)}
            title={score === low ? words.low : words.high}
          />
        ))}
      </fieldset>
    );
  return (
    <fieldset class="scale-question" aria-describedby={`${key}-ends`}>
      <legend safe>{text[language]}</legend>
      <div class="scale">
        {scores.map((score) => (
          <label for={`${key}-${score}`}>
            <input
              type="radio"
              id={`${key}-${score}`}
              name={key}
              value={String(score)}
              checked={given === String(score)}
            />
            <span safe>{String(score)}</span>
          </label>
        ))}
      </div>
      <p id={`${key}-ends`} class="scale-ends">
        <span safe>{`${low}: ${words.low}`}</span>
        <span safe>{`${high}: ${words.high}`}</span>
      </p>
    </fieldset>
  );
}
