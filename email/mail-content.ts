import { Html, html } from './html';
import { shortMonth } from './wording';

/** A mail that is ready to be stored. */
export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** A figure with its change: { label: "Service", value: "97.4 %", note: "+1.2 points on version 3" }. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note: string | null;
}

/** What stands between the ask and the button. A quote holds a person's own words. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly title: string; readonly lines: readonly string[] }
  | { readonly kind: 'quote'; readonly by: string; readonly text: string };

/** A sentence after the button; of a person to write to, the address opens a mail to them. */
export type Hint =
  | string
  | {
      readonly before: string;
      readonly person: { readonly name: string; readonly email: string };
      readonly after: string;
    };

/**
 * What a mail says, once: both parts are written from it, so HTML and text carry the same facts.
 */
export interface MailContent {
  /** For the subject's prefix: [S&OP Europe Dec 2026]. null: the mail belongs to no cycle. */
  readonly cycle: { readonly unitName: string; readonly period: string } | null;
  /** After the prefix. */
  readonly subject: string;
  /** First sentence: who asks for what by when, or what happened. */
  readonly ask: string;
  /** At most four. */
  readonly figures: readonly Figure[];
  readonly blocks: readonly Block[];
  readonly button: { readonly label: string; readonly url: string } | null;
  /** After the button: effort, how to hand it over. */
  readonly hints: readonly Hint[];
  /** Why this reader gets this mail. */
  readonly why: string;
  /** "All times are Berlin time." */
  readonly clock: string;
}

/** Writes a mail's subject and both parts. */
export function renderMail(content: MailContent): RenderedMail {
  if (content.figures.length > 4)
    throw new RangeError(`A mail shows at most four figures, not ${content.figures.length}.`);
  return { subject: subjectOf(content), html: htmlPart(content), text: textPart(content) };
}

/** One line: a name with a line break in it must not become a header of its own. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

function subjectOf(content: MailContent): string {
  const prefix = content.cycle
    ? `[S&OP ${content.cycle.unitName} ${shortMonth(content.cycle.period)}]`
    : '[S&OP]';
  return oneLine(`${prefix} ${content.subject}`);
}

// ── Text ─────────────────────────────────────────────────────────────────────

function textPart(content: MailContent): string {
  const paragraphs = [
    content.ask,
    content.figures.map(figureLine).join('\n'),
    ...content.blocks.map(blockText),
    content.button ? `${content.button.label}:\n${content.button.url}` : '',
    content.hints.map(hintText).join('\n'),
    `-- \n${footer(content)}`,
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')}\n`;
}

/** Nobody should wait in vain for an answer to an answer. */
function footer({ why, clock, cycle }: MailContent): string {
  const answers = cycle
    ? 'An answer to this mail goes to the process owner.'
    : 'Answers to this mail are not read.';
  return `${why} ${clock} ${answers}`;
}

function hintText(hint: Hint): string {
  if (typeof hint === 'string') return hint;
  return `${hint.before}${hint.person.name} (${hint.person.email})${hint.after}`;
}

function figureLine({ label, value, note }: Figure): string {
  return note === null ? `${label}: ${value}` : `${label}: ${value} (${note})`;
}

function blockText(block: Block): string {
  if (block.kind === 'paragraph') return block.text;
  if (block.kind === 'list') return [block.title, ...block.lines.map((line) => `- ${line}`)].join('\n');
  return [`${block.by}:`, ...block.text.split(/\r\n|\r|\n/).map((line) => `> ${line}`)].join('\n');
}

// ── HTML: one column of 600 px, tables and inline styles for Outlook, colours that turn with the reader's theme ──

const FONT = "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
const BODY = `${FONT}font-size:16px;line-height:24px;color:#1f2933;`;
const SMALL = `${FONT}font-size:13px;line-height:20px;color:#52606d;`;

const styleSheet = new Html(`
:root { color-scheme: light dark; supported-color-schemes: light dark; }
a { color: #0b5cad; }
@media (max-width: 620px) { .column { width: 100% !important; } .pad { padding-left: 16px !important; padding-right: 16px !important; } }
@media (prefers-color-scheme: dark) {
  .page { background-color: #14181d !important; }
  .card { background-color: #1d232a !important; border-color: #3b4754 !important; }
  .ink, .ink td, .ink th, .ink p, .ink li, .ink blockquote { color: #e6eaef !important; }
  .ink .quiet, .quiet, .quiet p { color: #a9b4c0 !important; }
  .rule { border-color: #3b4754 !important; }
  a { color: #7cb8f5; }
  a.button { color: #ffffff !important; }
}`);

function htmlPart(content: MailContent): string {
  const page = html`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${subjectOf(content)}</title>
<style>${styleSheet}</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:#f3f5f7;">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#f3f5f7;">
<tr><td align="center" style="padding:24px 8px;">
<table role="presentation" class="column card" width="600" cellpadding="0" cellspacing="0" border="0" style="width:600px;max-width:600px;background-color:#ffffff;border:1px solid #dde3e9;border-radius:8px;">
<tr><td class="pad ink" style="padding:32px 32px 24px 32px;${BODY}">
<p style="margin:0 0 16px 0;${BODY}font-size:18px;line-height:26px;">${content.ask}</p>
${figuresHtml(content.figures)}${content.blocks.map(blockHtml)}${buttonHtml(content.button)}${content.hints.map(hintHtml)}
</td></tr>
<tr><td class="pad quiet rule" style="padding:16px 32px 24px 32px;border-top:1px solid #dde3e9;${SMALL}">
<p style="margin:0;${SMALL}">${footer(content)}</p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
  return page.markup;
}

function figuresHtml(figures: readonly Figure[]): Html {
  if (figures.length === 0) return html``;
  const rows = figures.map(
    ({ label, value, note }) => html`<tr>
<th scope="row" align="left" class="rule" style="padding:8px 0;border-bottom:1px solid #dde3e9;font-weight:normal;${BODY}">${label}</th>
<td align="right" class="rule" style="padding:8px 0 8px 16px;border-bottom:1px solid #dde3e9;white-space:nowrap;font-variant-numeric:tabular-nums;font-weight:600;${BODY}">${value}</td>
<td align="left" class="rule quiet" style="padding:8px 0 8px 16px;border-bottom:1px solid #dde3e9;${SMALL}">${note ?? ''}</td>
</tr>
`,
  );
  return html`<table width="100%" cellpadding="0" cellspacing="0" border="0" class="ink" style="margin:0 0 16px 0;border-collapse:collapse;">
${rows}</table>
`;
}

function blockHtml(block: Block): Html {
  if (block.kind === 'paragraph')
    return html`<p style="margin:0 0 16px 0;${BODY}">${block.text}</p>
`;
  if (block.kind === 'list')
    return html`<p style="margin:0 0 4px 0;${BODY}">${block.title}</p>
<ul style="margin:0 0 16px 0;padding:0 0 0 20px;${BODY}">${block.lines.map((line) => html`<li style="margin:0 0 4px 0;">${line}</li>`)}</ul>
`;
  return html`<p style="margin:0 0 4px 0;${BODY}">${block.by}:</p>
<blockquote class="rule" style="margin:0 0 16px 0;padding:0 0 0 12px;border-left:3px solid #9aa5b1;white-space:pre-line;${BODY}">${block.text}</blockquote>
`;
}

function buttonHtml(button: MailContent['button']): Html {
  if (!button) return html``;
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 12px 0;">
<tr><td align="center" bgcolor="#0b5cad" style="background-color:#0b5cad;border-radius:6px;">
<a class="button" href="${button.url}" style="display:inline-block;padding:12px 24px;${FONT}font-size:16px;line-height:24px;font-weight:600;color:#ffffff;text-decoration:none;border-radius:6px;">${button.label}</a>
</td></tr>
</table>
<p class="quiet" style="margin:0 0 16px 0;word-break:break-all;${SMALL}">Or open this address: <a href="${button.url}">${button.url}</a></p>
`;
}

function hintHtml(hint: Hint): Html {
  return html`<p style="margin:0 0 8px 0;${BODY}font-size:15px;">${hintWords(hint)}</p>
`;
}

function hintWords(hint: Hint): Html {
  if (typeof hint === 'string') return html`${hint}`;
  const { before, person, after } = hint;
  return html`${before}${person.name} (<a href="mailto:${person.email}">${person.email}</a>)${after}`;
}
