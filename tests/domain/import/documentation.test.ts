import { readFileSync } from 'node:fs';
import path from 'node:path';
import { publishedMeasure } from '../../../documents/plan-csv';
import { IMPORT_COLUMNS, IMPORT_KINDS } from '../../../domain/import/import-kind';
import { PLAN_MEASURES, type PlanMeasure } from '../../../domain/plan/plan-row';

const page = (name: string) => readFileSync(path.resolve(__dirname, '../../../docs', name), 'utf8');

test('Every column of every file is described as the import takes it', () => {
  const sections = page('import.md').split('\n### ').slice(1);
  expect(sections.map((section) => section.split('\n')[0])).toEqual([...IMPORT_KINDS]);
  sections.forEach((section, index) => {
    const described = [...section.matchAll(/^\| `(\w+)` \| (.+) \| (yes)? *\|$/gm)].map(
      ([, name, meaning, needed]) => ({
        name,
        meaning,
        isRequired: needed === 'yes',
      }),
    );
    const taken = IMPORT_COLUMNS[IMPORT_KINDS[index]!].map(({ name, meaning, isRequired }) => ({
      name,
      meaning,
      isRequired,
    }));
    expect(described).toEqual(taken);
  });
});

test('Every published measure is described', () => {
  const measures = (Object.keys(PLAN_MEASURES) as PlanMeasure[]).filter(
    (measure) => !/^(baseline|lower80|upper80|change-)/.test(measure),
  );
  const text = page('plans.md');
  for (const measure of measures) expect(text).toContain(`\`${publishedMeasure(measure)}\``);
});
