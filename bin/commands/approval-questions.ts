import type { Command } from 'commander';
import { openQuestions, type ListedQuestion } from '../../db/read-models/thread.ts';
import { answerQuestion } from '../../db/stores/approval-questions.ts';
import { systemClock } from '../../domain/clock.ts';
import { questionNumber } from './arguments.ts';
import { operator, print, withProcesses, withRecords } from '../records.ts';

interface JsonOption {
  readonly json?: boolean;
}

const most = 1000;

function lines(question: ListedQuestion): readonly string[] {
  const { id, requestId, askerName, answererName, askedAt, stepTitle, text } = question;
  const head = `${id}  ${askerName} on “${stepTitle}” (approval ${requestId}), ${askedAt.toISOString()}, waits for ${answererName}`;
  return [head, ...text.split('\n').map((line) => `    ${line}`)];
}

async function list(options: JsonOption): Promise<void> {
  const items = await withRecords((db) => openQuestions(db, most));
  const shown = items.length > 0 ? items.flatMap(lines) : ['No question waits for an answer.'];
  print({ items }, { ...options, lines: shown });
}

async function answer(questionId: string, options: JsonOption & { readonly text: string }): Promise<void> {
  const result = await withProcesses(async ({ db, ring }) => {
    const given = { questionId, text: options.text.trim(), by: operator(), at: systemClock.now() };
    const answered = await answerQuestion(db, given);
    await ring(answered.workflowId);
    return answered;
  });
  const said = result.kind === 'repeated' ? 'was answered so before' : 'is answered; its asker gets a mail';
  print(result.question, { ...options, lines: [`Question ${questionId} ${said}.`] });
}

/** Adds `kam approvals questions|answer`: what approvers ask without deciding, and the answer to it. */
export function addApprovalQuestionCommands(approvals: Command): void {
  approvals
    .command('questions')
    .description('list the questions of approvers that wait for an answer, the oldest first')
    .option('--json', 'print JSON')
    .action(list);
  approvals
    .command('answer')
    .description('answer a question of an approver, once')
    .argument('<question>', 'its number', questionNumber)
    .requiredOption('--text <answer>', 'what to answer')
    .option('--json', 'print JSON')
    .action(answer);
}
