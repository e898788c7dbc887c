/** Why the stack cannot go on, in one sentence, and what the person can do about it in another. */
export class StackError extends Error {
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.name = 'StackError';
    this.remedy = remedy;
  }
}
