/** Every kind of mail that the product sends, once each; stored as Mail.kind. */
const MAIL_KINDS = [
  'kick-off',
  'task-assigned',
  'task-skipped',
  'reminder',
  'past-due',
  'escalation',
  'sign-off-request',
  'sign-off-voided',
  'sign-off-out-of-reach',
  'decision',
  'plan-published',
  'handed-over',
  'cancelled',
  'closed-without-plan',
  'undeliverable',
  'sign-in',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** Mails that ask for a task or a sign-off: pointless once it is answered; other news that bounce keep nobody from answering. */
export const ASKING_MAILS: readonly MailKind[] = [
  'task-assigned',
  'sign-off-request',
  'reminder',
  'past-due',
  'escalation',
  'handed-over',
];
