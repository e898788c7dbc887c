import { Option, type Command } from 'commander';
import {
  presentSolution,
  recordClientAnswer,
  withdrawPresentation,
} from '../../db/stores/escalation-confirmations.ts';
import { getEscalation } from '../../db/stores/escalation-rows.ts';
import { clientAnswers, type ClientAnswer } from '../../domain/escalations/confirmation.ts';
import { contactChannels, type ContactChannel } from '../../domain/escalations/work.ts';
import { DomainError } from '../../domain/errors.ts';
import { escalationNumber } from './arguments.ts';
import { changeEscalation, type JsonOption } from './escalation-change.ts';

interface PresentOptions extends JsonOption {
  readonly contact: string;
  readonly channel: ContactChannel;
  readonly summary: string;
}

function present(id: string, options: PresentOptions): Promise<void> {
  return changeEscalation(options, async (db, by) => {
    const { accountId } = await getEscalation(db, { id });
    const contact = await db('contact')
      .where({ account_id: accountId, key: options.contact })
      .first<{ id: string } | undefined>('id');
    if (!contact)
      throw new DomainError('notFound', `The account has no contact with the key "${options.contact}".`);
    const { channel, summary } = options;
    return presentSolution(db, { id, contactId: contact.id, channel, summary, ...by });
  });
}

interface AnswerOptions extends JsonOption {
  readonly answer: ClientAnswer;
  readonly word: string;
}

/** Adds `present`, `answer` and `withdraw-presentation` below `kam escalations`. */
export function registerEscalationPresenting(escalations: Command): void {
  escalations
    .command('present')
    .description('record that the approved solution was presented; the contact is asked whether it is solved')
    .argument('<escalation>', 'its number', escalationNumber)
    .requiredOption('--contact <key>', "the key of one of the account's contacts")
    .addOption(
      new Option('--channel <channel>', 'by which way').choices([...contactChannels]).makeOptionMandatory(),
    )
    .requiredOption('--summary <text>', 'in words for the client: it is all that they read of it')
    .option('--json', 'print JSON')
    .action(present);
  escalations
    .command('answer')
    .description('record what the client said of the solution, as on the phone')
    .argument('<escalation>', 'its number', escalationNumber)
    .addOption(
      new Option('--answer <answer>', 'what they said').choices([...clientAnswers]).makeOptionMandatory(),
    )
    .option('--word <text>', 'in their words; needed for a refusal', '')
    .option('--json', 'print JSON')
    .action((id: string, options: AnswerOptions) =>
      changeEscalation(options, (db, by) => {
        const { answer, word } = options;
        return recordClientAnswer(db, { id, answer, word, ...by });
      }),
    );
  escalations
    .command('withdraw-presentation')
    .description('take a presentation back, as where the wrong contact was asked')
    .argument('<escalation>', 'its number', escalationNumber)
    .requiredOption('--reason <text>', 'why')
    .option('--json', 'print JSON')
    .action((id: string, options: JsonOption & { readonly reason: string }) =>
      changeEscalation(options, (db, by) => withdrawPresentation(db, { id, reason: options.reason, ...by })),
    );
}
