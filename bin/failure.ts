import { DomainError } from '../domain/errors.ts';
import { StackError } from '../local/stack-error.ts';

const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT']);

/** Tells a person on stderr why a command failed, in a sentence and without a stack, and makes it exit with 1. */
export function tellFailure(error: unknown): void {
  process.exitCode = 1;
  console.error(failureSentence(error));
}

/** The sentence, or few lines, that tell a person why something failed and what to do. */
export function failureSentence(error: unknown): string {
  if (error instanceof StackError) return `${error.message}\n${error.remedy}`;
  if (error instanceof DomainError) return [error.message, ...faultLines(error)].join('\n');
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== undefined && UNREACHABLE.has(code)) {
    return `A server that is needed does not answer (${message || code}).\nRun "npx kam doctor" to see which, or "npm start" to start the stack.`;
  }
  return message;
}

// A fault that the message already tells of is not repeated.
function faultLines({ message, faults }: DomainError): string[] {
  return faults
    .filter((fault) => !message.includes(fault.message))
    .map((fault) => `  ${fault.path === '' ? '' : `${fault.path}: `}${fault.message}`);
}
