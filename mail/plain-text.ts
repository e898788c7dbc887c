import type { MailContent } from './content.ts';

const width = 72;

/** A mail's text part: the same words as its HTML, wrapped at 72 columns, with the link on a line of its own. */
export function plainText(content: MailContent): string {
  const blocks = [
    content.heading,
    ...content.paragraphs,
    table(content.facts ?? []),
    changes(content.changes),
    quote(content.quote),
    ...(content.items ?? []).map(item),
    content.action === undefined ? '' : `${content.action.label}:\n${content.action.url}`,
    ...(content.closing ?? []),
    `-- \n${content.footer}${unsubscribe(content.unsubscribe)}`,
  ];
  return `${blocks
    .filter((block) => block !== '')
    .map((block) =>
      block
        .split('\n')
        .map((line) => wrap(line))
        .join('\n'),
    )
    .join('\n\n')}\n`;
}

function item({ title, facts, lines, action }: NonNullable<MailContent['items']>[number]): string {
  const link = action === undefined ? [] : [`${action.label}:\n${action.url}`];
  return [title, table(facts), ...lines, ...link].join('\n');
}

function unsubscribe(found: MailContent['unsubscribe']): string {
  return found === undefined ? '' : `\n${found.label}:\n${found.url}`;
}

function table(rows: readonly { label: string; value: string }[]): string {
  const widest = Math.max(0, ...rows.map(({ label }) => label.length));
  if (widest > 24) return rows.map(({ label, value }) => `${label}\n  ${value}`).join('\n');
  const column = widest + 2;
  const hanging = ' '.repeat(column + 1);
  return rows.map(({ label, value }) => wrap(`${`${label}:`.padEnd(column)} ${value}`, hanging)).join('\n');
}

function changes(found: MailContent['changes']): string {
  if (found === undefined) return '';
  const { versions } = found;
  const widest = Math.max(versions.before.length, versions.after.length) + 1;
  const items = found.items.map(({ label, before, after, passages }) => {
    if (passages !== undefined) return [label, ...passages.map((passage) => `  ${passage}`)].join('\n');
    return [
      label,
      `  ${`${versions.before}:`.padEnd(widest)} ${before}`,
      `  ${`${versions.after}:`.padEnd(widest)} ${after}`,
    ].join('\n');
  });
  return [`${found.title}:`, ...items].join('\n');
}

function quote(said: MailContent['quote']): string {
  if (said === undefined) return '';
  return [`${said.by}:`, ...said.text.split('\n').map((line) => `> ${line}`)].join('\n');
}

function wrap(line: string, hanging?: string): string {
  if (line.length <= width || /^\S+$/.test(line)) return line;
  const indent = /^(> |\s+)/.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = indent;
  let empty = true;
  for (const word of line.slice(indent.length).split(/ (?=\S)/)) {
    if (!empty && current.length + 1 + word.length > width) {
      lines.push(current);
      current = hanging ?? indent;
      empty = true;
    }
    current += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, current].join('\n');
}
