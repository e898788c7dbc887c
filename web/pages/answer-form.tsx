import { ChoiceOption, TextArea } from '../fields.tsx';
import type { PageReader } from '../page-reader.ts';

/** What is wrong with an answer of two choices and a word: none is chosen, the word is missing where one is needed, or too long. */
export type AnswerFault = 'choice' | 'word' | 'long';

/** An answer as it was sent with its faults; all of it is kept. */
export interface GivenAnswer {
  readonly choice: string;
  readonly word: string;
  readonly faults: readonly AnswerFault[];
}

/** A form of two answers and a word, in the words of its page. */
export interface AnswerFormProps {
  readonly reader: PageReader;
  readonly texts: 'task' | 'solved';
  readonly managerName: string;
  readonly given: GivenAnswer | undefined;
}

const choicesOf = { task: ['done', 'cannot'], solved: ['confirmed', 'refused'] } as const;

const longestAnswerWord = 1000;

/** What is wrong with an answer, the word being needed with one of its choices. */
export function answerFaults(
  { choice, word }: Pick<GivenAnswer, 'choice' | 'word'>,
  texts: AnswerFormProps['texts'],
): readonly AnswerFault[] {
  const [plain, worded] = choicesOf[texts];
  const faults: AnswerFault[] = choice === plain || choice === worded ? [] : ['choice'];
  if (choice === worded && word.trim() === '') faults.push('word');
  if (word.length > longestAnswerWord) faults.push('long');
  return faults;
}

/** Two answers and a word: nothing is selected beforehand, so that a form sent as it was found answers nothing. */
export function AnswerForm({ reader, texts, managerName, given }: AnswerFormProps): JSX.Element {
  const { t } = reader;
  const faults = given?.faults ?? [];
  const [first, second] = choicesOf[texts];
  const title = (choice: typeof first | typeof second): string => t(`${texts}.${choice}` as 'task.done');
  const hint = (choice: typeof first | typeof second): string =>
    t(`${texts}.${choice}.hint` as 'task.done.hint');
  return (
    <form class="decision" method="post" novalidate autocomplete="off" aria-labelledby="answer">
      <h2 id="answer" safe>
        {t(`${texts}.form`)}
      </h2>
      <Faults reader={reader} texts={texts} faults={faults} first={first} />
      <fieldset>
        <legend class="hidden" safe>
          {t(`${texts}.form`)}
        </legend>
        {[first, second].map((choice) => (
          <ChoiceOption
            id={`choice-${choice}`}
            name="choice"
            value={choice}
            checked={given?.choice === choice}
            title={title(choice)}
            hint={hint(choice)}
          />
        ))}
      </fieldset>
      <Word reader={reader} texts={texts} managerName={managerName} given={given} />
      <button type="submit" safe>
        {t(`${texts}.submit`)}
      </button>
    </form>
  );
}

function Word({ reader: { t }, texts, managerName, given }: AnswerFormProps): JSX.Element {
  return (
    <TextArea
      id="word"
      label={t(`${texts}.word`)}
      hint={texts === 'task' ? t('task.word.hint') : t('solved.word.hint', { manager: managerName })}
      rows={3}
      maxlength={longestAnswerWord}
      invalid={given?.faults.some((fault) => fault !== 'choice') ?? false}
      value={given?.word ?? ''}
    />
  );
}

function Faults({
  reader: { t },
  texts,
  faults,
  first,
}: Pick<AnswerFormProps, 'reader' | 'texts'> & {
  readonly faults: readonly AnswerFault[];
  readonly first: string;
}): JSX.Element {
  if (faults.length === 0) return '';
  return (
    <div class="faults" role="alert">
      <ul>
        {faults.map((fault) => (
          <li>
            <a href={fault === 'choice' ? `#choice-${first}` : '#word'} safe>
              {t(`${texts}.error.${fault}`)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
