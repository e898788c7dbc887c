import type { Content } from './pdf-form.ts';
import { cut } from './cut.ts';
import { palette } from './page-frame.ts';

/** What the band at the head of a document says; `facts` stand side by side in it. */
export interface Cover {
  readonly kind: string;
  readonly accountName: string;
  readonly days: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly fine: string | undefined;
}

/** The coloured band with which a plan's document begins. */
export function cover({ kind, accountName, days, facts, fine }: Cover): Content {
  const stack: Content[] = [
    { text: `${kind} · ${days}`, color: palette.paleOnAccent, fontSize: 9.5 },
    {
      text: cut(accountName, 90),
      color: palette.onAccent,
      bold: true,
      fontSize: accountName.length > 34 ? 17 : 23,
      margin: [0, 1, 0, 7],
    },
    {
      columns: facts.map(([name, value]) => ({
        stack: [
          { text: name, color: palette.paleOnAccent, fontSize: 8 },
          { text: value, color: palette.onAccent, fontSize: 10, bold: true },
        ],
      })),
      columnGap: 12,
    },
  ];
  if (fine !== undefined)
    stack.push({ text: fine, color: palette.paleOnAccent, fontSize: 7, margin: [0, 7, 0, 0] });
  return {
    table: {
      widths: ['*'],
      body: [
        [{ stack, fillColor: palette.accent, margin: [10, 8, 10, 9], border: [false, false, false, false] }],
      ],
    },
    margin: [0, 0, 0, 4],
  };
}
