/** A language the product writes in. */
export type Language = 'en' | 'de';

/** An amount as a decimal string in an ISO 4217 currency. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** How one reader wants dates, times and amounts written. */
export interface ReaderFormat {
  readonly language: Language;
  day(isoDate: string): string;
  instant(at: string | Date): string;
  money(money: Money): string;
  count(count: number): string;
  bytes(bytes: number): string;
  share(share: number): string;
  change(share: number): string;
  list(names: readonly string[]): string;
}

const locales: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

// IANA zones are named in English; places that German names otherwise.
const germanPlaces: Readonly<Record<string, string>> = {
  Azores: 'Azoren',
  Brussels: 'Brüssel',
  Lisbon: 'Lissabon',
  Prague: 'Prag',
  Rome: 'Rom',
  Vienna: 'Wien',
  Warsaw: 'Warschau',
  Zurich: 'Zürich',
};

/** The language the product has for a reader who asked for `language`: English where there is no catalogue yet. */
export function spokenLanguage(language: string): Language {
  return Object.hasOwn(locales, language) ? (language as Language) : 'en';
}

/** Writes for a reader in an IANA time zone; times name the zone's place, such as "17:00 Lisbon time" or
 * "17:00 Uhr (Lissabon)". `day` takes 'YYYY-MM-DD', `money` keeps every digit of the decimal string; `bytes` writes kB or MB (of 1,000), at least 1 kB; `share` and `change` take shares
 * of 1 and write whole percent, a change with its sign. */
export function createReaderFormat(reader: { language: string; timeZone: string }): ReaderFormat {
  const language = spokenLanguage(reader.language);
  const locale = locales[language];
  const dayStyle = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  const date = new Intl.DateTimeFormat(locale, { ...dayStyle, timeZone: reader.timeZone });
  const calendarDay = new Intl.DateTimeFormat(locale, { ...dayStyle, timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: reader.timeZone,
  });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    language,
    day: (isoDate) => calendarDay.format(new Date(`${isoDate}T00:00:00Z`)),
    instant: (at) =>
      `${date.format(new Date(at))}, ${timeInZone(time.format(new Date(at)), { language, timeZone: reader.timeZone })}`,
    money: ({ amount, currency }) => moneyFormat(locale, currency).format(amount as `${number}`),
    count: (count) => count.toLocaleString(locale),
    bytes: (bytes) => sizeIn(locale, bytes),
    share: (share) => share.toLocaleString(locale, { style: 'percent' }),
    change: (share) =>
      share.toLocaleString(locale, { style: 'percent', signDisplay: 'exceptZero' }).replace('-', '−'),
    list: (names) => list.format(names),
  };
}

function sizeIn(locale: string, bytes: number): string {
  const [unit, amount] =
    bytes < 999_500 ? ['kB', Math.max(1, Math.round(bytes / 1000))] : ['MB', bytes / 1_000_000];
  return `${amount.toLocaleString(locale, { maximumFractionDigits: 1 })}\u00a0${unit}`;
}

function moneyFormat(locale: string, currency: string): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  });
}

function timeInZone(
  time: string,
  { language, timeZone }: { readonly language: Language; readonly timeZone: string },
): string {
  const place = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
  if (language === 'de') return `${time}\u00a0Uhr (${germanPlaces[place] ?? place})`;
  return `${time} ${timeZone.includes('/') ? `${place} time` : timeZone}`;
}
