const missingReference = /^Key \(.*\)=\((.*)\) is not present in table "(\w+)"\.$/;

function textOf(error: object, name: string): string {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : '';
}

/**
 * What a caller should know when Postgres refused their data by a constraint (SQLSTATE classes 22 and 23) that no rule of
 * the domain had named before; undefined for any other error.
 */
export function explainRefusal(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = textOf(error, 'code');
  if (code === '23503') {
    const [, value, table] = missingReference.exec(textOf(error, 'detail')) ?? [];
    return table === undefined
      ? 'This names a record that does not exist.'
      : `There is no ${table.replaceAll('_', ' ')} ${value ?? ''}.`;
  }
  if (code === '23505') return 'This is there already, or is named twice.';
  if (code === '23514') return `The records do not allow this (${textOf(error, 'constraint')}).`;
  if (code === '22021' || code === '22P05') return 'A text contains a character that cannot be stored.';
  if (/^22[0-9A-Z]{3}$/.test(code)) return 'A value is out of its range.';
  return undefined;
}
