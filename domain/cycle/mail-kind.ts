/** Every kind of mail that the product sends, once each; stored as Mail.kind. */
export const MAIL_KINDS = [
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
  'undeliverable',
  'sign-in',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];
