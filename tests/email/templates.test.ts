import { renderMail } from '../../email/mail-content';
import { planFigures } from '../../email/templates/plan-figures';
import { taskAssignedMail } from '../../email/templates/request';
import { cycle, demandPlan, everyMail, reader, salesInput } from './mail-samples';

const mails = everyMail();

/** What a person sees of an HTML part: its text, one line per block. */
function visibleText(html: string): string {
  return html
    .replace(/<head>[\s\S]*<\/head>/, '')
    .replace(/<\/(p|li|tr|blockquote|td|th)>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

const words = (text: string) => text.match(/[\p{L}\p{N}%−+.,:/@-]*[\p{L}\p{N}%]/gu) ?? [];

describe.each(Object.entries(mails))('the mail "%s"', (_name, mail) => {
  test('says the same in HTML and in text', () => {
    const html = new Set(words(visibleText(mail.html)));
    const text = new Set(words(mail.text));
    expect([...text].filter((word) => !html.has(word))).toEqual([]);
    // The HTML part introduces the address in words; the text part has it on a line of its own.
    const onlyInHtml = new Set(['Or', 'open', 'this', 'address']);
    expect([...html].filter((word) => !text.has(word) && !onlyInHtml.has(word))).toEqual([]);
  });

  test('has a subject of one line that says where it belongs', () => {
    expect(mail.subject).toMatch(/^\[S&OP( Europe Dec 2026)?\] \S.*$/);
    expect(mail.subject.length).toBeLessThan(140);
  });

  test('begins with one sentence to the reader', () => {
    const first = mail.text.split('\n')[0]!;
    expect(first).toMatch(/^\S.{20,360}\.$/);
    expect(mail.html).toContain('font-size:18px');
  });

  test('needs no picture, script or other file', () => {
    expect(mail.html).not.toMatch(/<(img|script|link|iframe|form|input|object|svg)\b/i);
    expect(mail.html).not.toMatch(/url\(|@import|javascript:/i);
  });

  test('is written for a screen reader and a narrow, dark screen', () => {
    expect(mail.html).toContain('<html lang="en"');
    expect(mail.html).toContain('<title>');
    expect(mail.html).toContain('prefers-color-scheme: dark');
    expect(mail.html).toContain('width="600"');
  });

  test('shows its one button as an address too', () => {
    const links = [...mail.html.matchAll(/href="(?!mailto:)([^"]+)"/g)].map(([, url]) => url);
    expect(new Set(links).size).toBeLessThanOrEqual(1);
    for (const link of links) expect(mail.text).toContain(link);
  });

  test('opens a mail to whom it names as the one to write to', () => {
    const written = [...mail.text.matchAll(/rite to [^(]+\(([^)]+)\)/g)].map(([, address]) => address);
    const linked = [...mail.html.matchAll(/href="mailto:([^"]+)"/g)].map(([, address]) => address);
    expect(linked).toEqual(written);
  });

  test('says why the reader gets it and whose hours are meant', () => {
    expect(mail.text).toMatch(
      /\n-- \nYou get this mail because .+\. All hours are Berlin time\. (An answer to this mail goes to the process owner|Answers to this mail are not read)\.\n$/,
    );
  });
});

describe('the first sentence', () => {
  const firstOf = (name: string) => mails[name]!.text.split('\n')[0];

  test.each([
    [
      'task-assigned',
      'Ingrid Larsen asks you to adjust the forecast (sales) for Europe, December 2026, by Tue 8 Dec, 17:00 (Berlin time).',
    ],
    [
      'sign-off-request',
      'Ingrid Larsen asks you to approve the supply plan for Europe, December 2026, version 4, by Tue 15 Dec, 17:00 (Berlin time).',
    ],
    [
      'kick-off',
      'Ingrid Larsen will ask 1 thing of you in the December 2026 cycle of Europe, by Tue 8 Dec, 17:00 (Berlin time).',
    ],
    [
      'kick-off of the owner',
      'You keep the December 2026 cycle of Europe going, which has begun; the plan is due Tue 22 Dec, 17:00 (Berlin time).',
    ],
    [
      'reminder by hand',
      'Tom Okafor reminds you to adjust the forecast (sales) for Europe, December 2026, by Tue 8 Dec, 17:00 (Berlin time).',
    ],
    [
      'past-due',
      '“Adjust the forecast: sales” for Europe, December 2026 was due Tue 8 Dec, 17:00 (Berlin time) and is still open; Ingrid Larsen asks you to do it now.',
    ],
    [
      'escalation to the manager',
      'Ingrid Larsen asks you, as the line manager, to make time for this or to name someone else today: “Adjust the forecast: sales” for Europe, December 2026 was due Tue 8 Dec, 17:00 (Berlin time) and is still open; Ana Ruiz holds it.',
    ],
    [
      'sign-off-voided',
      'Your answer (approved) about the supply plan for Europe, December 2026, version 3 no longer counts, because the plan changed.',
    ],
    [
      'plan-published',
      'The plan of Europe for December 2026 was published Tue 22 Dec, 12:04 (Berlin time), approved by Li Wei and Tom Okafor; nothing is asked of you.',
    ],
    [
      'cancelled',
      'Ingrid Larsen has cancelled the December 2026 cycle of Europe; you need do nothing more for it.',
    ],
    [
      'closed-without-plan',
      'The December 2026 cycle of Europe has ended without a plan, because the executive meeting was skipped; you need do nothing more for it.',
    ],
  ])('of %s says who asks what by when', (name, sentence) => {
    expect(firstOf(name)).toBe(sentence);
  });

  test('tells the hour on the clock of the reader', () => {
    const { text, subject } = taskAssignedMail({
      cycle,
      reader: { name: 'Sam', timeZone: 'America/New_York' },
      asked: salesInput,
    });
    expect(text).toContain('by Tue 8 Dec, 11:00 (New York time).');
    expect(subject).toBe('[S&OP Europe Dec 2026] Adjust the forecast: sales by Tue 8 Dec, 11:00');
  });
});

test('the news of a plan tells its checksum from that of the file', () => {
  expect(mails['plan-published']!.text).toMatch(
    /Version \d+ is frozen \(checksum of the plan \w{12}\); plan\.csv has [\d,]+ rows, and a checksum of its own/,
  );
});

describe('what to do when it cannot be done', () => {
  test.each([
    [
      'task-assigned',
      'Cannot do it, or not in time? Write to Ingrid Larsen (ingrid.larsen@example.com), who can give it to someone else or move the date.',
    ],
    [
      'kick-off',
      'Away on one of these days? Write to Ingrid Larsen (ingrid.larsen@example.com), who can give what is yours to someone else or move a date.',
    ],
    [
      'escalation to the manager',
      'Write to Ingrid Larsen (ingrid.larsen@example.com) what you decide: the process owner can move the date, give it to someone else or cancel it.',
    ],
  ])('stands in %s, with whom to write to', (name, sentence) => {
    expect(mails[name]!.text).toContain(`\n${sentence}\n`);
  });

  test('does not send the process owner to themselves', () => {
    expect(mails['kick-off of the owner']!.text).not.toContain('Ingrid Larsen');
    expect(mails['escalation to the owner']!.text).not.toContain('Write to');
  });
});

describe('figures', () => {
  test('of a supply plan are service, inventory, revenue and margin with their changes', () => {
    expect(mails['sign-off-request']!.text).toContain(
      [
        'Service: 97.4 % (+1.2 points on version 3)',
        'Inventory: 3.46 M EUR (−4.0 % on version 3)',
        'Revenue: 45.68 M EUR (+3.8 % on budget)',
        'Margin: 15.68 M EUR (+4.5 % on version 3)',
      ].join('\n'),
    );
  });

  test('of a demand plan are demand, revenue, budget and the gap', () => {
    expect(mails['sign-off-request of demand']!.text).toContain(
      [
        'Demand: 1.23 M units (+2.9 % on the November 2026 plan)',
        'Revenue: 45.68 M EUR (−0.7 % on the November 2026 plan)',
        'Budget: 44.00 M EUR',
        'Gap to budget: 1.68 M EUR (+3.8 %)',
      ].join('\n'),
    );
  });

  test('set the gap against the budget that it is the gap to, also where the plan reaches further', () => {
    const reachesFurther = {
      ...demandPlan,
      summary: {
        ...demandPlan.summary,
        revenue: 21_790_000,
        budgetRevenue: 14_180_000,
        gapToBudget: 5_090_000,
      },
    };
    expect(planFigures(reachesFurther).slice(2)).toEqual([
      { label: 'Budget', value: '14.18 M EUR', note: 'for the families and months that have one' },
      { label: 'Gap to budget', value: '5.09 M EUR', note: '+35.9 %' },
    ]);
  });

  test('are four at most', () => {
    const figure = { label: 'Service', value: '97 %', note: null };
    const content = {
      ...{ cycle: null, subject: 's', ask: 'a', blocks: [], button: null, hints: [], why: 'w', clock: 'c' },
      figures: [figure, figure, figure, figure, figure],
    };
    expect(() => renderMail(content)).toThrow('at most four figures, not 5');
  });
});

describe('what people wrote stays their words', () => {
  const evil = '<img src=x onerror=alert(1)>"\'&\r\nBcc: all@example.com';
  const mail = taskAssignedMail({
    cycle: { ...cycle, unitName: evil, owner: { name: evil, email: 'o@example.com' } },
    reader,
    asked: {
      ...salesInput,
      ...{ title: evil, instructions: evil, waiting: [evil], sentBack: { by: evil, comment: evil } },
    },
  });

  test('no tag of theirs reaches the HTML part', () => {
    expect(mail.html).not.toContain('<img');
    expect(mail.html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
  });

  test('no line break of theirs reaches the subject', () => {
    expect(mail.subject).not.toMatch(/[\r\n\u2028\u2029]/);
    expect(mail.subject).toContain('Bcc: all@example.com');
  });
});
