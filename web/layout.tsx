import type { Children } from '@kitajs/html';
import { stylesheet } from './assets.ts';
import type { PageReader } from './page-reader.ts';

/** What every page has: a title for the browser, a footer line, and room for its own content. */
export interface LayoutProps {
  readonly reader: PageReader;
  readonly title: string;
  readonly wide?: boolean;
  readonly footer?: string | undefined;
  /** What stands above the page instead of our own name, for readers outside the firm. */
  readonly siteName?: string;
  /** Whether the page leads to the inbox; the home page and plans, which are for other readers, and the inbox itself do not. */
  readonly inboxLink?: boolean;
  readonly children: Children;
}

/** A whole HTML document with the site's head, header and footer. */
export function Layout({
  reader,
  title,
  wide,
  footer,
  siteName,
  inboxLink,
  children,
}: LayoutProps): JSX.Element {
  const site = siteName ?? reader.t('site.name');
  return (
    <>
      {'<!doctype html>'}
      <html lang={reader.format.language}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="robots" content="noindex, nofollow" />
          <title safe>{`${title} · ${site}`}</title>
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href={stylesheet.path} />
        </head>
        <body class={wide === true ? 'wide' : ''}>
          <header class="site">
            <p safe>{site}</p>
          </header>
          <main>{children}</main>
          <Footer reader={reader} text={footer} inboxLink={inboxLink ?? wide !== true} />
        </body>
      </html>
    </>
  );
}

function Footer({
  reader,
  text,
  inboxLink,
}: {
  readonly reader: PageReader;
  readonly text: string | undefined;
  readonly inboxLink: boolean;
}): JSX.Element {
  if (text === undefined && !inboxLink) return '';
  return (
    <footer class="site">
      {text === undefined ? '' : <p safe>{text}</p>}
      {inboxLink ? (
        <p>
          <a href="/inbox" safe>
            {reader.t('site.inbox')}
          </a>
        </p>
      ) : (
        ''
      )}
    </footer>
  );
}
