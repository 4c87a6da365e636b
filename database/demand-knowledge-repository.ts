import {
  type BusinessCalendar,
  businessDaysInMonth,
  MONDAY_TO_FRIDAY,
} from '../domain/cycle/business-calendar';
import { monthRange, monthsBetween } from '../domain/cycle/month';
import type { CycleTemplate } from '../domain/cycle/template';
import type { DemandKnowledge } from '../domain/demand/demand-knowledge';
import type { Connection } from './client';

export interface KnowledgeOf {
  readonly unitId: string;
  readonly timeZone: string;
  readonly holidayRegion: string;
  readonly template: CycleTemplate;
  /** Months that the baseline looks at: from the first one with sales to the last planned one. */
  readonly firstMonth: string;
  readonly lastMonth: string;
}

/** What people know of a unit's demand beyond its sales, in the order of the codes. */
export async function loadDemandKnowledge(
  connection: Connection,
  { unitId, timeZone, holidayRegion, template, firstMonth, lastMonth }: KnowledgeOf,
): Promise<DemandKnowledge> {
  const [items, promotions, orders, kept, holidays] = await Promise.all([
    connection.item.findMany({
      where: {
        unitId,
        OR: [{ likeItemCode: { not: null } }, { launchMonth: { not: null } }, { lastMonth: { not: null } }],
      },
      orderBy: { code: 'asc' },
    }),
    connection.promotion.findMany({
      where: { unitId, month: { gte: firstMonth, lte: lastMonth } },
      orderBy: [{ itemCode: 'asc' }, { marketCode: 'asc' }, { month: 'asc' }, { kind: 'asc' }],
    }),
    connection.openOrder.findMany({
      where: { unitId, asOf: { gte: firstMonth } },
      orderBy: [{ itemCode: 'asc' }, { marketCode: 'asc' }, { asOf: 'asc' }, { month: 'asc' }],
    }),
    listKeptDemand(connection, unitId),
    connection.holiday.findMany({ where: { region: holidayRegion }, select: { date: true } }),
  ]);
  const calendar: BusinessCalendar = {
    timeZone,
    holidays: new Set(holidays.map(({ date }) => date)),
    workingDays: template.workingDays ?? MONDAY_TO_FRIDAY,
  };
  return {
    items: items.map(({ code, likeItemCode, likeItemPercent, launchMonth, lastMonth: last }) => ({
      itemCode: code,
      likeItemCode,
      likeItemPercent,
      launchMonth,
      lastMonth: last,
    })),
    promotions: promotions.map(({ itemCode, marketCode, month, kind, upliftPercent }) => ({
      itemCode,
      marketCode,
      month,
      kind,
      upliftPercent,
    })),
    orderBooks: orders.map(({ asOf, itemCode, marketCode, month, quantity }) => ({
      asOf,
      itemCode,
      marketCode,
      month,
      quantityUnits: quantity,
    })),
    keptMonths: kept.map(({ itemCode, marketCode, month }) => ({ itemCode, marketCode, month })),
    workingDays: monthRange(firstMonth, monthsBetween(firstMonth, lastMonth) + 1).map((month) => ({
      month,
      days: businessDaysInMonth(calendar, month),
    })),
  };
}

export interface KeptDemand {
  readonly itemCode: string;
  readonly marketCode: string;
  readonly month: string;
  readonly reason: string;
  readonly byId: string;
}

/** Months that people keep as true demand although they look like one-off orders. */
export async function listKeptDemand(connection: Connection, unitId: string): Promise<KeptDemand[]> {
  return connection.keptDemand.findMany({
    where: { unitId },
    select: { itemCode: true, marketCode: true, month: true, reason: true, byId: true },
    orderBy: [{ itemCode: 'asc' }, { marketCode: 'asc' }, { month: 'asc' }],
  });
}

/** Keeps a month as true demand; said again, the latest reason counts. */
export async function keepDemand(
  connection: Connection,
  unitId: string,
  { itemCode, marketCode, month, reason, byId }: KeptDemand,
  now: Date,
): Promise<void> {
  const key = { unitId, itemCode, marketCode, month };
  await connection.keptDemand.upsert({
    where: { unitId_itemCode_marketCode_month: key },
    create: { ...key, reason, byId, createdAt: now },
    update: { reason, byId },
  });
}

/** Lets a month be cleaned again; nothing happens where nobody kept it. */
export async function cleanDemandAgain(
  connection: Connection,
  unitId: string,
  { itemCode, marketCode, month }: Pick<KeptDemand, 'itemCode' | 'marketCode' | 'month'>,
): Promise<void> {
  await connection.keptDemand.deleteMany({ where: { unitId, itemCode, marketCode, month } });
}

export interface LikeItem {
  readonly itemCode: string;
  readonly likeItemCode: string;
  readonly percent: number | null;
}

/** New items and the items whose launch they follow. */
export async function listLikeItems(connection: Connection, unitId: string): Promise<LikeItem[]> {
  const items = await connection.item.findMany({
    where: { unitId, likeItemCode: { not: null } },
    select: { code: true, likeItemCode: true, likeItemPercent: true },
    orderBy: { code: 'asc' },
  });
  return items.map(({ code, likeItemCode, likeItemPercent }) => ({
    itemCode: code,
    likeItemCode: likeItemCode!,
    percent: likeItemPercent,
  }));
}

/** Lets an item follow another, or none. */
export async function setLikeItem(
  connection: Connection,
  unitId: string,
  itemCode: string,
  like: { readonly likeItemCode: string; readonly percent: number | null } | null,
): Promise<void> {
  await connection.item.update({
    where: { unitId_code: { unitId, code: itemCode } },
    data: { likeItemCode: like?.likeItemCode ?? null, likeItemPercent: like?.percent ?? null },
  });
}
