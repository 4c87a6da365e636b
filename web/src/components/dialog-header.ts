/** A dialog's head is not the page's banner: without this a screen reader finds two of them. */
export const groupHeader = { header: { role: 'group' } } as const;
