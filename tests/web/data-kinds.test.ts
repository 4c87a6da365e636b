import { IMPORT_COLUMNS, IMPORT_KINDS } from '../../domain/import/import-kind';
import { dataKinds } from '../../web/src/pages/imports/data-kinds';

test.each(IMPORT_KINDS)('The data page names the columns that a file of %s may have', (kind) => {
  const columns = IMPORT_COLUMNS[kind];
  const names = (isRequired: boolean) =>
    columns.filter((column) => column.isRequired === isRequired).map(({ name }) => name);
  expect(dataKinds.find((each) => each.kind === kind)).toMatchObject({
    required: names(true),
    optional: names(false),
  });
});
