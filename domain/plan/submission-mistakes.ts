import type { SubmissionContent } from '../cycle/submission';
import { adjustmentMistakes } from '../demand/adjustments';
import { demandHierarchy, plannedMonths } from './baseline-plan';
import type { PlanningInput } from './planning-input';

/**
 * What is wrong with the figures that somebody hands in for a month's plans, one sentence a mistake; none when all of them
 * can be used. They must be about what the frozen input knows, within the months planned, and about the families that the
 * task is narrowed to (none: all).
 *
 * Example: hours for a line "L9" that is not known give "Row 1: the resource L9 is not known; choose one of SEWING."
 */
export function submissionMistakes(
  content: SubmissionContent,
  { input, families }: { readonly input: PlanningInput; readonly families: readonly string[] },
): string[] {
  switch (content.kind) {
    case 'demand-input':
    case 'consensus':
      return [
        ...adjustmentMistakes(content.adjustments, demandHierarchy(input)),
        ...content.adjustments.flatMap(({ familyCode }, index) => notTheirs(familyCode, families, index)),
      ];
    case 'capacity-check': {
      const firstRowOf = new Map<string, number>();
      return content.capacity.flatMap(({ resourceCode, month }, index) => [
        ...unknown('resource', resourceCode, input.resources, index),
        ...notPlanned(month, input, index),
        ...statedBefore(`${resourceCode} in ${month}`, firstRowOf, index),
      ]);
    }
    case 'supply-input':
      return content.receipts.flatMap(({ familyCode, month }, index) => [
        ...unknown('family', familyCode, input.families, index),
        ...notTheirs(familyCode, families, index),
        ...notPlanned(month, input, index),
      ]);
    default:
      return [];
  }
}

function notTheirs(familyCode: string, families: readonly string[], index: number): string[] {
  if (families.length === 0 || families.includes(familyCode)) return [];
  return [
    `Row ${index + 1}: this task is about ${families.join(', ')}, not about ${familyCode}; leave it out.`,
  ];
}

function unknown(
  what: string,
  code: string,
  known: readonly { readonly code: string }[],
  index: number,
): string[] {
  if (known.some((each) => each.code === code)) return [];
  const choices = known.map((each) => each.code).join(', ');
  return [`Row ${index + 1}: the ${what} ${code} is not known; choose one of ${choices}.`];
}

function notPlanned(month: string, input: PlanningInput, index: number): string[] {
  const months = plannedMonths(input);
  if (months.includes(month)) return [];
  return [
    `Row ${index + 1}: ${month} is not planned in this cycle; choose a month from ${months[0]} to ${months.at(-1)}.`,
  ];
}

/** Of two statements about the same hours nobody can tell which is meant. */
function statedBefore(what: string, firstRowOf: Map<string, number>, index: number): string[] {
  const before = firstRowOf.get(what);
  if (before === undefined) {
    firstRowOf.set(what, index);
    return [];
  }
  return [`Row ${index + 1}: row ${before + 1} states the hours of ${what} already; keep one of them.`];
}
