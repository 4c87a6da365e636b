import writeWorkbook from 'write-excel-file/node';
import { FIGURES_SHEET, type FillableSheet, monthHead } from '../domain/workbook/fillable-sheet';

/**
 * A task's figures as a workbook (.xlsx) to fill in: one sheet with lines by month, one that says how. Texts are written
 * as texts whatever they begin with, so that no name becomes a formula; figures are kept exact and shown whole.
 */
export async function taskWorkbook(form: FillableSheet): Promise<Buffer> {
  const heads = [
    ...form.heads.map(({ name }) => name),
    ...form.months.map((month) => monthHead(form, month)),
  ];
  const figures = [
    heads.map((name) => text(name, { fontWeight: 'bold', backgroundColor: '#EEF1F6' })),
    ...form.rows.map((row) => [
      ...row.heads.map((each) => text(each)),
      ...row.figures.map((value) => ({ type: Number, value, format: '#,##0' })),
    ]),
  ];
  const how = [
    [text(form.title, { fontWeight: 'bold' })],
    ...howTo(form).map((sentence) => [text(sentence, { wrap: true })]),
  ];
  return writeWorkbook([
    {
      sheet: FIGURES_SHEET,
      data: figures,
      columns: [
        ...form.heads.map(({ isCode }) => ({ width: isCode ? 14 : 22 })),
        ...form.months.map(() => ({ width: 15 })),
      ],
      stickyRowsCount: 1,
      stickyColumnsCount: form.heads.length,
    },
    { sheet: 'How to fill it in', data: how, columns: [{ width: 100 }] },
  ]).toBuffer();
}

function howTo(form: FillableSheet): string[] {
  const codes = form.heads.filter(({ isCode }) => isCode).map(({ name }) => name);
  return [
    `Write your figures into the sheet "${FIGURES_SHEET}", in ${form.unit}, 0 or more. An empty cell leaves the figure as it is on the page.`,
    `Leave row 1 and the columns ${codes.join(', ')} as they are: lines and months are known by them. Lines and columns may be left out or put into another order.`,
    'Formulas may be used: the value counts that the cell shows when you save the file.',
    'Save it as Excel workbook (.xlsx) and upload it on the page of the task. The page then shows your figures as a draft; nothing is sent before you press Submit there.',
    'If a cell cannot be read, nothing is taken over, and the page names the cell and how to mend it.',
  ];
}

const text = (value: string, style: object = {}) => ({ type: String, value, ...style });
