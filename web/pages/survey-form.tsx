import { longestWord, type AnswerFault, type AnswerForm } from '../../domain/surveys/answer.ts';
import {
  isScored,
  type QuestionSet,
  type ScoredQuestion,
  type SurveyQuestion,
} from '../../domain/surveys/question.ts';
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

/** One question with a comment, and the others after it was answered: nothing is selected beforehand but what the contact chose themselves, so that a form sent as it was found answers nothing. */
export function SurveyForm({ reader, managerName, form }: SurveyFormProps): JSX.Element {
  const { t } = reader;
  const [first, ...others] = form.questions;
  return (
    <form class="decision" method="post" novalidate autocomplete="off" aria-labelledby="answer">
      <h2 id="answer" safe>
        {t(form.answered ? 'survey.form.again' : 'survey.form')}
      </h2>
      <Faults reader={reader} form={form} />
      {first === undefined ? '' : <Question reader={reader} form={form} question={first} />}
      <TextArea
        id="comment"
        label={t('survey.comment')}
        hint={t('survey.comment.hint', { manager: managerName })}
        rows={3}
        maxlength={longestWord}
        invalid={faulty(form, 'comment')}
        value={form.values['comment'] ?? ''}
      />
      {form.answered && others.length > 0 ? <h2 safe>{t('survey.more')}</h2> : ''}
      {(form.answered ? others : []).map((question) => (
        <Question reader={reader} form={form} question={question} />
      ))}
      <button type="submit" safe>
        {t(form.answered ? 'survey.submit.again' : 'survey.submit')}
      </button>
    </form>
  );
}

type QuestionProps<Kind> = Omit<SurveyFormProps, 'managerName'> & { readonly question: Kind };

function Question({ reader, form, question }: QuestionProps<SurveyQuestion>): JSX.Element {
  const of = { reader, form };
  if (isScored(question))
    return question.high - question.low === 1 ? (
      <TwoAnswers {...of} question={question} />
    ) : (
      <Scale {...of} question={question} />
    );
  const { key, text } = question;
  return (
    <TextArea
      id={key}
      label={text[reader.format.language]}
      rows={3}
      maxlength={longestWord}
      invalid={faulty(form, key)}
      value={form.values[key] ?? ''}
    />
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

/** Two answers, in the words of both ends. */
function TwoAnswers({ reader, form, question }: QuestionProps<ScoredQuestion>): JSX.Element {
  const { language } = reader.format;
  const { key, low, high, text, ends } = question;
  return (
    <fieldset class="scale-question">
      <legend safe>{text[language]}</legend>
      {(
        [
          [low, ends.low],
          [high, ends.high],
        ] as const
      ).map(([score, words]) => (
        <ChoiceOption
          id={`${key}-${score}`}
          name={key}
          value={String(score)}
          checked={form.values[key] === String(score)}
          title={words[language]}
        />
      ))}
    </fieldset>
  );
}

/** Whole numbers as radio buttons, with the words of both ends below them. */
function Scale({ reader, form, question }: QuestionProps<ScoredQuestion>): JSX.Element {
  const { language } = reader.format;
  const { key, low, high, text, ends } = question;
  const scores = Array.from({ length: high - low + 1 }, (_, index) => String(low + index));
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
              value={score}
              checked={form.values[key] === score}
            />
            <span safe>{score}</span>
          </label>
        ))}
      </div>
      <p id={`${key}-ends`} class="scale-ends">
        <span safe>{`${low}: ${ends.low[language]}`}</span>
        <span safe>{`${high}: ${ends.high[language]}`}</span>
      </p>
    </fieldset>
  );
}
