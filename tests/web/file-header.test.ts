import { fileHeader } from '../../web/src/pages/imports/file-header';
import { workbookParts, zipOf } from '../domain/workbook/made-workbook';

const header = (content: string | Uint8Array) =>
  fileHeader(new File([typeof content === 'string' ? content : new Uint8Array(content)], 'any'));

test('the columns of a CSV file are offered, whatever parts them', async () => {
  expect(await header('\ufeffitem;"Menge, Stück";month\nA;1;2026-01')).toEqual([
    'item',
    'Menge, Stück',
    'month',
  ]);
});

test('a workbook is left to the server: nothing of it is offered', async () => {
  expect(await header(zipOf(workbookParts({ Sales: '<row/>' })))).toEqual([]);
});
