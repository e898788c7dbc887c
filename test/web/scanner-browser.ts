import type { Browser, Page } from 'playwright-core';

/** One walk of a robot: which pages it came to see (by heading), in which order it did what, and how often it sent a form. */
export interface Walk {
  readonly headings: ReadonlySet<string>;
  readonly deeds: readonly string[];
  readonly submissions: number;
}

/** One thing to do on a page: `index` counts the elements of its kind there, `what` tells what it asks of the server. */
interface Deed {
  readonly kind: 'link' | 'button' | 'form';
  readonly index: number;
  readonly what: string;
  /** Whether the browser goes to another page by it, keeps a file, or stays where it is. */
  readonly ends: 'elsewhere' | 'inFile' | 'here';
}

/** A page as it can be come to again: an address and what was done from there. */
interface Place {
  readonly address: string;
  readonly path: readonly Deed[];
}

interface Sight {
  readonly heading: string;
  readonly deeds: readonly Deed[];
}

const selectors = {
  link: 'a[href], area[href]',
  button:
    'button, input[type=submit], input[type=button], input[type=image], summary, [role=button], [onclick]',
  form: 'form',
};

// Runs in the page. A link to another site is none of ours. A form is the same one however often it is shown, and at whatever place of its page.
const inspection = `(() => {
  const words = (element) => (element.textContent ?? '').trim().replace(/\\s+/g, ' ').slice(0, 60);
  const page = (address) => address.split('#')[0];
  const fields = (form) => [...new FormData(form)].filter(([name, value]) => name !== 'once' && typeof value === 'string');
  const sent = (form) => [form.method, page(form.action), new URLSearchParams(fields(form))].join(' ');
  const end = (link) => link.hasAttribute('download') ? 'inFile' : link.hash !== '' && page(link.href) === page(location.href) ? 'here' : 'elsewhere';
  const sends = (button) => button.form && button.type === 'submit' && (button.form.noValidate || button.form.checkValidity());
  const all = (kind, describe) => [...document.querySelectorAll(${JSON.stringify(selectors)}[kind])]
    .map((element, index) => ({ kind, index, element, ...describe(element) }));
  const found = [
    ...all('link', (link) => ({ what: link.href, ends: end(link) })).filter(({ element }) => element.origin === location.origin),
    ...all('button', (button) => sends(button)
      ? { what: words(button) + ': ' + sent(button.form), ends: 'elsewhere' }
      : { what: words(button) + ' on ' + page(location.href), ends: 'here' }),
    ...all('form', (form) => ({ what: sent(form), ends: 'elsewhere' })),
  ];
  return {
    heading: document.querySelector('h1')?.textContent ?? '',
    deeds: found.map(({ kind, index, what, ends }) => ({ kind, index, what, ends })),
  };
})()`;

// A form is sent by the script that a robot would run: without a button, and without asking the browser whether it is complete. It
// happens a moment later, so that the page can still say that it was told to.
function doing({ kind, index }: Deed): string {
  const element = `document.querySelectorAll(${JSON.stringify(selectors[kind])})[${index}]`;
  const deed = kind === 'form' ? 'HTMLFormElement.prototype.submit.call(it)' : 'it.click()';
  return `{ const it = ${element}; it.removeAttribute('target'); setTimeout(() => ${deed}); }`;
}

/** Random numbers from 0 to below `below`, the same for the same seed (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

// The event of the page before may come late, so each is asked whether it is another page. What an address sends may be a file.
async function act(page: Page, deed: Deed): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const done = (): void => {
      page.off('domcontentloaded', arrived);
      page.off('download', done);
      resolve();
    };
    const arrived = (): void =>
      void page.evaluate('window.left !== true').then((isAnother) => {
        if (isAnother === true) done();
      }, noPageYet);
    page.on('domcontentloaded', arrived);
    page.on('download', done);
    page.evaluate(`window.left = true; ${doing(deed)}`).then(deed.ends === 'here' ? done : noPageYet, reject);
  });
}

const noPageYet = (): void => undefined;

interface Robot {
  readonly page: Page;
  readonly leavesOut: RegExp | undefined;
  readonly headings: Set<string>;
  /** What was found so far; two deeds that ask the same of the server in the same way are one. */
  readonly known: Set<string>;
  readonly todo: Map<string, { readonly place: Place; readonly deed: Deed }>;
  here: { readonly place: Place; readonly deeds: readonly Deed[] };
}

const keyOf = ({ kind, what }: Deed): string => `${kind} ${what}`;

async function lookAround(robot: Robot, place: Place): Promise<void> {
  const { heading, deeds }: Sight = await robot.page.evaluate(inspection);
  robot.headings.add(heading);
  robot.here = { place, deeds };
  for (const deed of deeds) {
    if (robot.leavesOut?.test(deed.what)) continue;
    const key = keyOf(deed);
    if (!robot.known.has(key)) robot.todo.set(key, { place, deed });
    robot.known.add(key);
  }
}

async function open(robot: Robot, address: string): Promise<void> {
  await robot.page.goto(address, { waitUntil: 'domcontentloaded' });
  await lookAround(robot, { address, path: [] });
}

/** Does it on the page where the robot is, if that offers it, and else on the page where it was found. */
async function perform(robot: Robot, found: { readonly place: Place; readonly deed: Deed }): Promise<void> {
  const offered = robot.here.deeds.find((one) => keyOf(one) === keyOf(found.deed));
  const { place, deed } = offered ? { place: robot.here.place, deed: offered } : found;
  if (!offered) {
    await robot.page.goto(place.address, { waitUntil: 'domcontentloaded' });
    for (const earlier of place.path) await act(robot.page, earlier);
  }
  await act(robot.page, deed);
  await lookAround(robot, deed.ends === 'elsewhere' ? { ...place, path: [...place.path, deed] } : place);
}

/**
 * Opens all links, clicks every link and button and submits every form that it finds on the way, each once, in an order that follows
 * from the seed, but for those that ask for an address that it leaves out. It never fills a field nor selects an option. It has a browser
 * context of its own, which is closed at the end.
 */
export async function walkLikeARobot(
  browser: Browser,
  walk: { readonly links: readonly string[]; readonly seed: number; readonly leavesOut?: RegExp | undefined },
): Promise<Walk> {
  // Nobody looks: a small window is painted sooner.
  const context = await browser.newContext({ viewport: { width: 160, height: 120 } });
  const page = await context.newPage();
  const nowhere = { place: { address: '', path: [] }, deeds: [] };
  const { leavesOut } = walk;
  const robot: Robot = {
    ...{ page, leavesOut, here: nowhere },
    ...{ headings: new Set(), known: new Set(), todo: new Map() },
  };
  const roll = dice(walk.seed);
  const unopened = [...walk.links];
  const deeds: string[] = [];
  let submissions = 0;
  while (unopened.length + robot.todo.size > 0) {
    // Mostly it goes on where it is: coming back to another page costs what it took to get there.
    const near = robot.here.deeds.map(keyOf).filter((one) => robot.todo.has(one));
    const addresses = near.length > 0 && roll(4) > 0 ? [] : unopened;
    const keys = addresses === unopened ? [...robot.todo.keys()] : near;
    const choice = roll(addresses.length + keys.length);
    const [address] = addresses.splice(choice, choice < addresses.length ? 1 : 0);
    if (address !== undefined) {
      deeds.push(`open ${address}`);
      await open(robot, address);
      continue;
    }
    const key = keys[choice - addresses.length] ?? '';
    const found = robot.todo.get(key);
    robot.todo.delete(key);
    if (!found) continue;
    deeds.push(`${key}, found at ${found.place.address}`);
    if (found.deed.kind !== 'link' && found.deed.ends === 'elsewhere') submissions += 1;
    await perform(robot, found);
  }
  await context.close();
  return { headings: robot.headings, deeds, submissions };
}
