import type { ChatFormat, ChatMessage } from '../domain/chat-message.ts';

const slackHeaderLimit = 150;
const slackButtonLimit = 75;
const slackFieldsAtMost = 10;
const textLimit = 1500;

/**
 * The body of the request that says a message in a chat, as JSON. Slack's and Teams' texts stand in blocks that know no mark-up (Slack's `plain_text`, Teams'
 * `TextRun`), and no name can call anybody: see `harmless`. Plain JSON is data, and carries the words as they are.
 */
export function chatPayload(message: ChatMessage, format: ChatFormat): string {
  return JSON.stringify(builders[format](message));
}

const builders: Readonly<Record<ChatFormat, (message: ChatMessage) => object>> = {
  slack: slackPayload,
  teams: teamsPayload,
  plain: ({ title, text, facts, link }) => ({ title, text, facts, link }),
};

function slackPayload({ title, text, facts, link }: ChatMessage): object {
  return {
    // Shown in notifications; the only text that Slack reads for mark-up.
    text: slackEscaped(harmless(`${title}: ${text}`, textLimit)),
    blocks: [
      { type: 'header', text: slackText(title, slackHeaderLimit) },
      { type: 'section', text: slackText(text, textLimit) },
      ...slackFacts(facts),
      {
        type: 'actions',
        elements: [{ type: 'button', text: slackText(link.label, slackButtonLimit), url: link.url }],
      },
    ],
  };
}

function slackFacts(facts: ChatMessage['facts']): readonly object[] {
  if (facts.length === 0) return [];
  const fields = facts
    .slice(0, slackFieldsAtMost)
    .map(({ label, value }) => slackText(`${label}: ${value}`, textLimit));
  return [{ type: 'section', fields }];
}

function slackText(text: string, limit: number): object {
  return { type: 'plain_text', text: harmless(text, limit), emoji: false };
}

function slackEscaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function teamsPayload({ title, text, facts, link }: ChatMessage): object {
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    fallbackText: harmless(`${title}: ${text}`, textLimit),
    body: [
      teamsText(title, { weight: 'Bolder', size: 'Medium' }),
      teamsText(text),
      ...facts.map(({ label, value }) => teamsText(`${label}: ${value}`)),
    ],
    actions: [{ type: 'Action.OpenUrl', title: harmless(link.label, textLimit), url: link.url }],
  };
  const contentType = 'application/vnd.microsoft.card.adaptive';
  return { type: 'message', attachments: [{ contentType, contentUrl: null, content }] };
}

// A text block would read Markdown, links included; a run of text does not.
function teamsText(text: string, style: object = {}): object {
  const run = { type: 'TextRun', text: harmless(text, textLimit), ...style };
  return { type: 'RichTextBlock', inlines: [run] };
}

const lineBreakingOrTurning = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

// One line without characters that turn the direction of reading; an invisible space after each @ keeps it from naming anybody, and
// before the slashes of an address from becoming a link.
function harmless(text: string, limit: number): string {
  const line = text.replace(lineBreakingOrTurning, ' ').trim();
  const kept = [...line.replaceAll('@', '@\u200b').replaceAll('://', ':\u200b//')];
  return kept.length <= limit ? kept.join('') : `${kept.slice(0, limit - 1).join('')}…`;
}
