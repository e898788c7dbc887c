import type { MailContent } from './content.ts';
import type { LayoutParts } from './layout.ts';

/** The escaped HTML of a mail's content, place by place of the layout. */
export function contentParts(content: MailContent, language: string): LayoutParts {
  return {
    language,
    subject: text(content.subject),
    preview: text(content.paragraphs[0] ?? content.heading),
    heading: markup(<h1 safe>{content.heading}</h1>),
    body: [
      paragraphs(content.paragraphs),
      facts(content.facts ?? []),
      changes(content.changes),
      quote(content.quote),
      ...(content.items ?? []).map(item),
    ].join(''),
    action: button(content.action),
    closing: paragraphs(content.closing ?? []),
    footer: paragraphs([content.footer]) + unsubscribe(content.unsubscribe),
  };
}

/** Nothing in a mail is asynchronous, and only that would make an element anything but its own HTML. */
function markup(element: JSX.Element): string {
  if (typeof element !== 'string') throw new TypeError('A mail cannot wait for an element.');
  return element;
}

function text(value: string): string {
  return markup(<span safe>{value}</span>).replace(/^<span>|<\/span>$/g, '');
}

function paragraphs(lines: readonly string[]): string {
  return lines.map((line) => markup(<p safe>{line}</p>)).join('');
}

function facts(rows: readonly { label: string; value: string }[]): string {
  if (rows.length === 0) return '';
  return markup(
    <table class="facts">
      {rows.map(({ label, value }) => (
        <tr>
          <th scope="row" safe>
            {label}
          </th>
          <td safe>{value}</td>
        </tr>
      ))}
    </table>,
  );
}

function changes(found: MailContent['changes']): string {
  if (found === undefined) return '';
  return markup(
    <>
      <h2 safe>{found.title}</h2>
      <table class="facts">
        {found.items.map(({ label, before, after, words }) => (
          <tr>
            <th scope="row" safe>
              {label}
            </th>
            <td>
              {words === undefined ? (
                <>
                  <del safe>{before}</del>
                  <br />
                  <ins safe>{after}</ins>
                </>
              ) : (
                words.map(({ kind, text }) =>
                  kind === 'same' ? (
                    <span safe>{text}</span>
                  ) : kind === 'removed' ? (
                    <del safe>{text}</del>
                  ) : (
                    <ins safe>{text}</ins>
                  ),
                )
              )}
            </td>
          </tr>
        ))}
      </table>
    </>,
  );
}

function quote(said: MailContent['quote']): string {
  if (said === undefined) return '';
  return markup(
    <blockquote>
      <cite safe>{said.by}</cite>
      <span safe>{said.text}</span>
    </blockquote>,
  );
}

function item({ title, facts: rows, lines, action }: NonNullable<MailContent['items']>[number]): string {
  return [markup(<h2 safe>{title}</h2>), facts(rows), paragraphs(lines), button(action)].join('');
}

function unsubscribe(found: MailContent['unsubscribe']): string {
  if (found === undefined) return '';
  return markup(
    <p>
      <a href={found.url} safe>
        {found.label}
      </a>
    </p>,
  );
}

function button(action: MailContent['action']): string {
  if (action === undefined) return '';
  return markup(
    <p>
      <a class="button" href={action.url} safe>
        {action.label}
      </a>
    </p>,
  );
}
