import type { Request } from 'express';

/** A form as it was sent: text by field, or several where a field came more than once. */
export type FormBody = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The fields of a form that was read; none for a request without one. */
export function bodyOf(req: Request): FormBody {
  return (req.body ?? {}) as FormBody;
}

/** Everything sent under a name, lines ended as they are stored. */
export function textsIn(body: FormBody, name: string): readonly string[] {
  const given = body[name];
  const all = given === undefined ? [] : typeof given === 'string' ? [given] : given;
  return all.map((text) => text.replaceAll('\r\n', '\n').trim());
}

/** The text sent under a name; '' for none. */
export function textIn(body: FormBody, name: string): string {
  return textsIn(body, name)[0] ?? '';
}

/** The whole number sent under a name; `undefined` for anything else. */
export function numberIn(body: FormBody, name: string): number | undefined {
  const text = textIn(body, name);
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** An amount as people type it: spaces, and commas between thousands, are left out. */
export function amountTyped(text: string): string {
  const close = text.replace(/[\s\u00a0\u202f']/g, '');
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(close) ? close.replaceAll(',', '') : close;
}
