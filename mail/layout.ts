import mjml2html from 'mjml';

/** The places of the layout that each mail fills with its own HTML. */
export interface LayoutParts {
  readonly language: string;
  readonly subject: string;
  readonly preview: string;
  readonly heading: string;
  readonly body: string;
  readonly action: string;
  readonly closing: string;
  readonly footer: string;
}

const place = (name: keyof LayoutParts): string => `%%${name}%%`;

const source = `
<mjml lang="${place('language')}">
  <mj-head>
    <mj-title>${place('subject')}</mj-title>
    <mj-preview>${place('preview')}</mj-preview>
    <mj-raw>
      <meta name="color-scheme" content="light dark">
      <meta name="supported-color-schemes" content="light dark">
    </mj-raw>
    <mj-attributes>
      <mj-all font-family="-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif" />
      <mj-text font-size="16px" line-height="1.5" color="#1c2733" padding="0" />
      <mj-section padding="0 24px" background-color="#ffffff" css-class="sheet" />
    </mj-attributes>
    <mj-style>
      :root { color-scheme: light dark; supported-color-schemes: light dark; }
      h1, p { overflow-wrap: break-word; }
      p { margin: 0 0 14px; }
      h1 { margin: 0 0 16px; font-size: 22px; line-height: 1.3; font-weight: 600; }
      h2 { margin: 20px 0 8px; font-size: 16px; font-weight: 600; }
      table.facts { width: 100%; border-collapse: collapse; margin: 0 0 18px; }
      table.facts th { width: 40%; padding: 8px 12px 8px 0; text-align: left; vertical-align: top; font-weight: 400; color: #55626f; border-top: 1px solid #dde3e8; }
      table.facts td { padding: 8px 0; vertical-align: top; border-top: 1px solid #dde3e8; overflow-wrap: anywhere; }
      blockquote { margin: 0 0 18px; padding: 2px 0 2px 14px; border-left: 3px solid #9fb8b6; white-space: pre-line; overflow-wrap: anywhere; }
      blockquote cite { display: block; font-style: normal; color: #55626f; }
      a.button { display: inline-block; padding: 13px 26px; border-radius: 6px; background: #0f5c5c; color: #ffffff; font-weight: 600; text-decoration: none; }
      del { color: #8c3b2e; } ins { color: #1d5f3b; text-decoration: none; }
      @media (prefers-color-scheme: dark) {
        body, .page, .page > table { background-color: #12181e !important; }
        .sheet, .sheet > table { background-color: #1b232b !important; background: #1b232b !important; }
        .ink div, h1, h2, p, td, blockquote { color: #e6ebef !important; }
        .quiet div, .quiet p, table.facts th, blockquote cite { color: #a9b6c2 !important; }
        table.facts th, table.facts td { border-color: #36424d !important; }
        a.button { background: #7fcfc4 !important; color: #0b2523 !important; }
        del { color: #f0a596 !important; } ins { color: #93d7af !important; }
      }
    </mj-style>
  </mj-head>
  <mj-body background-color="#eef1f3" width="600px" css-class="page">
    <mj-section background-color="transparent" css-class="page" padding="12px 0"><mj-column></mj-column></mj-section>
    <mj-section padding="28px 24px 0"><mj-column><mj-text css-class="ink">${place('heading')}</mj-text></mj-column></mj-section>
    <mj-section><mj-column><mj-text css-class="ink">${place('body')}</mj-text></mj-column></mj-section>
    <mj-section><mj-column><mj-text>${place('action')}</mj-text></mj-column></mj-section>
    <mj-section padding="0 24px 14px"><mj-column><mj-text css-class="ink">${place('closing')}</mj-text></mj-column></mj-section>
    <mj-section background-color="transparent" css-class="page" padding="16px 24px 32px"><mj-column><mj-text css-class="quiet" font-size="13px" color="#55626f">${place('footer')}</mj-text></mj-column></mj-section>
  </mj-body>
</mjml>`;

/** Compiles the layout of all mails, a few milliseconds of work to be done once; the result fills it with HTML that is already escaped. */
export async function compileLayout(): Promise<(parts: LayoutParts) => string> {
  const { html } = await mjml2html(source, { validationLevel: 'strict', keepComments: true });
  return (parts) =>
    html.replace(/%%(\w+)%%/g, (found, name: string) =>
      name in parts ? parts[name as keyof LayoutParts] : found,
    );
}
