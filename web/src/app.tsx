import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { BrowserRouter, Navigate, Outlet, Route, Routes, useLocation } from 'react-router';
import { isSignedOut } from './api/client';
import { queries } from './api/queries';
import { meQuery, ReaderTime, UnitChoice } from './api/session';
import { Announcements } from './components/announcements';
import { PageBoundary } from './components/page-boundary';
import { ErrorNote, LoadingBlock } from './components/page-states';
import { Shell } from './components/shell';
import { SignedOutNote } from './components/signed-out-note';
import { paths } from './paths';

const HomePage = lazy(() => import('./pages/home/home-page'));
const UnitPage = lazy(() => import('./pages/unit/unit-page'));
const SchedulePage = lazy(() => import('./pages/unit/schedule-page'));
const SettingsPage = lazy(() => import('./pages/unit/settings-page'));
const CyclePage = lazy(() => import('./pages/cycle/cycle-page'));
const TaskPage = lazy(() => import('./pages/task/task-page'));
const SignOffPage = lazy(() => import('./pages/sign-off/sign-off-page'));
const ActPage = lazy(() => import('./pages/act/act-page'));
const PlansPage = lazy(() => import('./pages/plan/plans-page'));
const PlanPage = lazy(() => import('./pages/plan/plan-page'));
const ScenariosPage = lazy(() => import('./pages/plan/scenarios-page'));
const CompliancePage = lazy(() => import('./pages/compliance/compliance-page'));
const TemplatePage = lazy(() => import('./pages/template/template-page'));
const ImportPage = lazy(() => import('./pages/imports/import-page'));
const PeoplePage = lazy(() => import('./pages/people/people-page'));
const MailboxPage = lazy(() => import('./pages/mailbox/mailbox-page'));
const SignInPage = lazy(() => import('./pages/sign-in/sign-in-page'));
const ConfirmSignInPage = lazy(() => import('./pages/sign-in/confirm-sign-in-page'));
const NotFoundPage = lazy(() => import('./pages/not-found-page'));

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <Announcements>
        <BrowserRouter>
          <PageBoundary>
            <Suspense fallback={<BareLoading />}>
              <Routes>
                <Route path="/sign-in" element={<SignInPage />} />
                <Route path="/sign-in/:token" element={<ConfirmSignInPage />} />
                <Route path="/act/:token" element={<ActPage />} />
                <Route path="/mailbox" element={<MailboxPage />} />
                <Route path="/mailbox/:mailId" element={<MailboxPage />} />
                <Route element={<SignedIn />}>
                  <Route index element={<HomePage />} />
                  <Route path="/units/:unitId" element={<UnitPage />} />
                  <Route path="/units/:unitId/schedule" element={<SchedulePage />} />
                  <Route path="/units/:unitId/settings" element={<SettingsPage />} />
                  <Route path="/units/:unitId/template" element={<TemplatePage />} />
                  <Route path="/units/:unitId/people" element={<PeoplePage />} />
                  <Route path="/units/:unitId/data" element={<ImportPage />} />
                  <Route path="/compliance" element={<CompliancePage />} />
                  <Route path="/cycles/:cycleId" element={<CyclePage />} />
                  <Route path="/cycles/:cycleId/plans" element={<PlansPage />} />
                  <Route path="/cycles/:cycleId/plans/:planId" element={<PlanPage />} />
                  <Route path="/cycles/:cycleId/scenarios" element={<ScenariosPage />} />
                  <Route path="/tasks/:taskId" element={<TaskPage />} />
                  <Route path="/sign-offs/:signOffId" element={<SignOffPage />} />
                  <Route path="*" element={<NotFoundPage />} />
                </Route>
              </Routes>
            </Suspense>
          </PageBoundary>
        </BrowserRouter>
      </Announcements>
    </QueryClientProvider>
  );
}

/** Everything that needs a session. Without one: to the sign-in page, which leads back here. */
function SignedIn() {
  const me = useQuery(meQuery);
  const { pathname, search } = useLocation();
  if (me.isPending) return <BareLoading />;
  if (me.isLoadingError) {
    if (isSignedOut(me.error)) {
      return <Navigate to={`${paths.signIn}?next=${encodeURIComponent(pathname + search)}`} replace />;
    }
    return (
      <main className="bare">
        <ErrorNote error={me.error} onRetry={() => void me.refetch()} />
      </main>
    );
  }
  return (
    <ReaderTime timeZone={me.data.person.timeZone} serverNow={me.data.now}>
      <UnitChoice me={me.data}>
        <Shell me={me.data}>
          {isSignedOut(me.error) ? <SignedOutNote onSignedIn={() => void me.refetch()} /> : null}
          <PageBoundary key={pathname}>
            <Suspense fallback={<LoadingBlock />}>
              <Outlet />
            </Suspense>
          </PageBoundary>
        </Shell>
      </UnitChoice>
    </ReaderTime>
  );
}

function BareLoading() {
  return (
    <main className="bare">
      <LoadingBlock rows={5} />
    </main>
  );
}
