/** What is said in a chat: plain words without any format's mark-up. `link` leads to the page; `facts` are shown as pairs. */
export interface ChatMessage {
  readonly title: string;
  readonly text: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly link: { readonly label: string; readonly url: string };
}

/** How a chat wants to be told: as Slack's webhooks, as Teams' workflow webhooks, or as plain JSON. */
export const chatFormats = ['slack', 'teams', 'plain'] as const;

/** One of `chatFormats`. */
export type ChatFormat = (typeof chatFormats)[number];
