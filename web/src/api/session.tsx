import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { useMatch } from 'react-router';
import { browserZone } from '../words/dates';
import { answerOf, api, type Schemas } from './client';

export type Me = Schemas['Me'];

export const meQuery = {
  queryKey: ['me'],
  queryFn: () => answerOf(api.GET('/api/me')),
  staleTime: 5 * 60_000,
  retry: false,
};

/** Who reads the page, and what time it is there: a rehearsal's server lives on other days than this computer. */
interface Reader {
  readonly timeZone: string;
  readonly now: Date;
}

const ReaderContext = createContext<Reader>({ timeZone: browserZone(), now: new Date() });

export function ReaderTime({
  timeZone,
  serverNow,
  children,
}: {
  timeZone: string;
  serverNow: string;
  children: ReactNode;
}) {
  const offset = useMemo(() => Date.parse(serverNow) - Date.now(), [serverNow]);
  const [now, setNow] = useState(() => new Date(Date.now() + offset));
  useEffect(() => {
    setNow(new Date(Date.now() + offset));
    const timer = setInterval(() => setNow(new Date(Date.now() + offset)), 30_000);
    return () => clearInterval(timer);
  }, [offset]);
  const reader = useMemo(() => ({ timeZone, now }), [timeZone, now]);
  return <ReaderContext.Provider value={reader}>{children}</ReaderContext.Provider>;
}

export const useReader = () => useContext(ReaderContext);

export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('Sign in first.');
  return data;
}

/** The unit that the navigation is about: the one of the page, else the last one looked at, else the first one the reader has a role in. */
const unitKey = 'sop-unit';

interface ChosenUnit {
  readonly unitId: string | null;
  readonly chooseUnit: (unitId: string) => void;
}

const UnitContext = createContext<ChosenUnit>({ unitId: null, chooseUnit: () => undefined });

export function UnitChoice({ me, children }: { me: Me; children: ReactNode }) {
  const address = useMatch('/units/:unitId/*')?.params.unitId;
  const inAddress = me.units.find((unit) => unit.id === address)?.id;
  const [lastChosen, setChosen] = useState(() => sessionStorage.getItem(unitKey));
  const chooseUnit = useCallback((unitId: string) => {
    sessionStorage.setItem(unitKey, unitId);
    setChosen(unitId);
  }, []);
  useEffect(() => {
    if (inAddress) chooseUnit(inAddress);
  }, [inAddress, chooseUnit]);
  const chosen = inAddress ?? lastChosen;
  const unitId = me.units.some((unit) => unit.id === chosen) ? chosen : (me.units[0]?.id ?? null);
  const value = useMemo(() => ({ unitId, chooseUnit }), [unitId, chooseUnit]);
  return <UnitContext.Provider value={value}>{children}</UnitContext.Provider>;
}

export const useUnitChoice = () => useContext(UnitContext);

export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await answerOf(api.POST('/api/sign-out'));
    queries.clear();
    window.location.assign('/sign-in');
  }, [queries]);
}
