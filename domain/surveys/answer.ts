import { isScored, type QuestionSet, type ScoredQuestion } from './question.ts';

/** The longest comment or answer in words. */
export const longestWord = 4000;

/** A score as it is stored: with the scale on which it was asked, and which end of that is the better one. */
export type GivenScore = Pick<ScoredQuestion, 'measure' | 'low' | 'high' | 'direction'> & {
  readonly question: string;
  readonly score: number;
};

/** A contact's answer: the scores and the words by question, and the comment beside the first score ('' for none). */
export interface GivenAnswer {
  readonly scores: readonly GivenScore[];
  readonly words: readonly { readonly question: string; readonly word: string }[];
  readonly comment: string;
}

/** What is wrong with a form: the first question has no score, a score is none of its scale, or a text is too long. */
export interface AnswerFault {
  readonly field: string;
  readonly fault: 'missing' | 'score' | 'long';
}

/** What a form sent, by the keys of the questions, with `comment`; a field that it does not hold is left as it stands. */
export type AnswerForm = Readonly<Record<string, string | undefined>>;

/**
 * The answer that a form makes of the one that stands. A page shows the first question alone at first, so what a form does not hold stays as
 * it is; a text that was emptied is taken back, a score cannot be.
 */
export function answerOf(
  form: AnswerForm,
  { questions, standing }: { readonly questions: QuestionSet; readonly standing: GivenAnswer | undefined },
): { readonly answer: GivenAnswer; readonly faults: readonly AnswerFault[] } {
  const faults: AnswerFault[] = [];
  const textOf = (field: string, before: string): string => {
    const text = (form[field] ?? before).trim();
    if (text.length > longestWord) faults.push({ field, fault: 'long' });
    return text;
  };
  const scores: GivenScore[] = [];
  const words: { question: string; word: string }[] = [];
  for (const [index, question] of questions.entries()) {
    const before = { question: question.key };
    if (!isScored(question)) {
      const stood = standing?.words.find((one) => one.question === before.question)?.word ?? '';
      const word = textOf(question.key, stood);
      if (word !== '') words.push({ ...before, word });
      continue;
    }
    const stood = standing?.scores.find((one) => one.question === before.question);
    const read = scoreOf(form[question.key], question) ?? stood?.score;
    if (read === undefined) {
      if (index === 0) faults.push({ field: question.key, fault: 'missing' });
    } else if (Number.isNaN(read)) faults.push({ field: question.key, fault: 'score' });
    else scores.push({ ...before, ...scaleOf(question), score: read });
  }
  return { answer: { scores, words, comment: textOf('comment', standing?.comment ?? '') }, faults };
}

function scaleOf({ measure, low, high, direction }: ScoredQuestion): Omit<GivenScore, 'question' | 'score'> {
  return { measure, low, high, direction };
}

function scoreOf(text: string | undefined, { low, high }: ScoredQuestion): number | undefined {
  if (text === undefined || text === '') return undefined;
  const score = /^\d{1,2}$/.test(text) ? Number(text) : NaN;
  return score >= low && score <= high ? score : NaN;
}

/** Whether two answers say the same. */
export function saysTheSame(one: GivenAnswer, other: GivenAnswer): boolean {
  return said(one) === said(other);
}

function said({ scores, words, comment }: GivenAnswer): string {
  const given = [
    ...scores.map(({ question, score }) => [question, score] as const),
    ...words.map(({ question, word }) => [question, word] as const),
  ].sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([given, comment]);
}
