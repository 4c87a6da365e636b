/** What the desk of this run makes once for all test files; the first who asks waits for it. */
export async function askDesk(what: '/postgres' | '/pages'): Promise<unknown> {
  const desk = process.env.SOP_TEST_DESK_URL;
  if (!desk)
    throw new Error('Run this with jest: its global set-up opens the desk that tests ask for servers.');
  const answer = await fetch(`${desk}${what}`);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The desk could not make ${what}: ${text}`);
  return JSON.parse(text);
}
