/** What an act was refused with, as the API reads it; fails when the act went through. */
export async function refusalOf(
  act: Promise<unknown>,
): Promise<{ readonly type: string; readonly message: string; readonly details: readonly unknown[] }> {
  try {
    await act;
  } catch (error) {
    const { cause } = error as { cause?: { type: string; message: string; details: unknown[] } };
    if (cause === undefined)
      return { type: (error as Error).name, message: (error as Error).message, details: [] };
    return { type: cause.type, message: cause.message, details: cause.details };
  }
  throw new Error('It was not refused.');
}
