import type { CycleTemplate } from '../domain/cycle/template';
import type { Connection } from './client';
import type { Prisma } from './generated/client';

/** How months go: templates with versions that never change, so that a running cycle keeps the one it began with. */
export interface TemplateVersion {
  readonly id: string;
  readonly templateId: string;
  readonly name: string;
  readonly version: number;
  readonly definition: CycleTemplate;
}

export interface TemplateVersionLine {
  readonly version: number;
  readonly createdAt: Date;
  readonly createdById: string | null;
  readonly usedByCycles: number;
}

/** The newest version, or a certain one; null when there is none. */
export async function findTemplateVersion(
  connection: Connection,
  templateId: string,
  version?: number,
): Promise<TemplateVersion | null> {
  const row = await connection.templateVersion.findFirst({
    where: { templateId, ...(version === undefined ? {} : { version }) },
    include: { template: { select: { name: true } } },
    orderBy: { version: 'desc' },
  });
  if (!row) return null;
  const { template, definition, ...columns } = row;
  return { ...columns, name: template.name, definition: definition as unknown as CycleTemplate };
}

/** Newest first. */
export async function listTemplateVersions(
  connection: Connection,
  templateId: string,
): Promise<TemplateVersionLine[]> {
  const rows = await connection.templateVersion.findMany({
    where: { templateId },
    select: { version: true, createdAt: true, createdById: true, _count: { select: { cycles: true } } },
    orderBy: { version: 'desc' },
  });
  return rows.map(({ _count, ...line }) => ({ ...line, usedByCycles: _count.cycles }));
}

/** Templates that units of this list use. */
export async function listTemplatesOfUnits(
  connection: Connection,
  unitIds: readonly string[],
): Promise<{ readonly id: string; readonly name: string }[]> {
  return connection.template.findMany({
    where: { units: { some: { id: { in: [...unitIds] } } } },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
}

export interface NewTemplateVersion {
  readonly definition: CycleTemplate;
  readonly createdById: string | null;
  readonly createdAt: Date;
}

/** The version after `basedOnVersion`; false when someone else has stored that one meanwhile. */
export async function storeTemplateVersion(
  connection: Connection,
  templateId: string,
  basedOnVersion: number,
  { definition, createdById, createdAt }: NewTemplateVersion,
): Promise<boolean> {
  const { count } = await connection.templateVersion.createMany({
    data: [
      {
        templateId,
        version: basedOnVersion + 1,
        definition: definition as unknown as Prisma.InputJsonObject,
        createdById,
        createdAt,
      },
    ],
    skipDuplicates: true,
  });
  return count === 1;
}

/** A new template with its first version. */
export async function storeTemplate(
  connection: Connection,
  name: string,
  { definition, createdById, createdAt }: NewTemplateVersion,
): Promise<string> {
  const { id } = await connection.template.create({
    data: {
      name,
      createdAt,
      versions: {
        create: {
          version: 1,
          definition: definition as unknown as Prisma.InputJsonObject,
          createdById,
          createdAt,
        },
      },
    },
  });
  return id;
}

/** Units that follow a template. */
export async function listUnitsOfTemplate(connection: Connection, templateId: string): Promise<string[]> {
  const rows = await connection.unit.findMany({ where: { templateId }, select: { id: true } });
  return rows.map(({ id }) => id);
}
