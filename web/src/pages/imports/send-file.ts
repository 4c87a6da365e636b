import { ApiError, answerOf, api, type Schemas } from '../../api/client';

type ImportResult = Schemas['ImportResult'];

/** Offers a file. Loaded or refused, the answer is a result with its rows and errors; all else is an ApiError. */
export async function sendFile(
  unitId: string,
  file: File,
  kind: string,
  columnMap: Readonly<Record<string, string>>,
  lastMonth: string,
): Promise<ImportResult> {
  const form = new FormData();
  form.set('kind', kind);
  if (Object.keys(columnMap).length > 0) form.set('map', JSON.stringify(columnMap));
  if (lastMonth !== '') form.set('lastMonth', lastMonth);
  form.set('file', file);
  const call = api
    .POST('/api/units/{unitId}/imports', {
      params: { path: { unitId } },
      body: { file: file.name, kind: kind as Schemas['ImportKind'] },
      bodySerializer: () => form,
    })
    .catch(() => {
      throw new ApiError(
        0,
        'unreachable',
        'The server cannot be reached, so nothing of the file was loaded. Check your connection and try again.',
      );
    });
  const answer = await call;
  if (isResult(answer.error)) return answer.error;
  return answerOf(Promise.resolve(answer));
}

function isResult(body: unknown): body is ImportResult {
  return typeof body === 'object' && body !== null && 'state' in body && 'errors' in body;
}
