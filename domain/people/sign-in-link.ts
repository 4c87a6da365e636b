/** A sign-in link works once, and for so long after it was sent. */
export const SIGN_IN_LINK_MINUTES = 20;
