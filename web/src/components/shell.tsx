import { ActionIcon, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import { useLiveUpdates } from '../api/live';
import { type Me, useUnitChoice } from '../api/session';
import { paths } from '../paths';
import { groupHeader } from './dialog-header';
import { Icon } from './icon';
import { PersonMenu, SchemeSwitch, UnitSelect } from './shell-controls';

/** The frame around every page of a signed-in person: where one can go, for which unit, as whom. */
export function Shell({ me, children }: { me: Me; children: ReactNode }) {
  useLiveUpdates();
  const { unitId } = useUnitChoice();
  const links = linksFor(me, unitId);
  const [isMenuOpen, menu] = useDisclosure(false);

  return (
    <>
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <header className="top">
        <div className="top-row">
          <div className="top-menu">
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label="Open the menu"
              onClick={menu.open}
            >
              <Icon name="menu" size={20} />
            </ActionIcon>
          </div>
          <Brand />
          <nav className="top-nav" aria-label="Main">
            <Links links={links} />
          </nav>
          <div className="top-end">
            <UnitSelect me={me} />
            <SchemeSwitch />
            <PersonMenu me={me} />
          </div>
        </div>
      </header>
      <Drawer
        opened={isMenuOpen}
        onClose={menu.close}
        title="Menu"
        size="xs"
        attributes={groupHeader}
        closeButtonProps={{ 'aria-label': 'Close the menu' }}
      >
        <nav className="menu-nav" aria-label="Main">
          <Links links={links} onGo={menu.close} />
        </nav>
      </Drawer>
      <main id="content">{children}</main>
    </>
  );
}

interface NavigationLink {
  readonly to: string;
  readonly label: string;
  /** Addresses that belong to this entry without beginning like it. */
  readonly also: RegExp | null;
}

function linksFor(me: Me, unitId: string | null): readonly NavigationLink[] {
  const home: NavigationLink = { to: paths.home, label: 'Home', also: /^\/(tasks|sign-offs)\// };
  const mailbox: NavigationLink = { to: paths.mailbox, label: 'Mailbox', also: null };
  const ofUnit: readonly NavigationLink[] = unitId
    ? [
        { to: paths.unit(unitId), label: 'Cycles', also: /^\/cycles\// },
        { to: paths.compliance, label: 'Compliance', also: null },
        { to: paths.imports(unitId), label: 'Data', also: null },
        { to: paths.people(unitId), label: 'People', also: null },
        { to: paths.template(unitId), label: 'Template', also: null },
      ]
    : [];
  return [home, ...ofUnit, ...(me.isOneMachine ? [mailbox] : [])];
}

function Links({ links, onGo }: { links: readonly NavigationLink[]; onGo?: () => void }) {
  const { pathname } = useLocation();
  return links.map((link) => (
    <NavLink
      key={link.label}
      to={link.to}
      end
      onClick={onGo}
      {...(link.also?.test(pathname) ? { 'aria-current': 'page' as const } : {})}
    >
      {link.label}
    </NavLink>
  ));
}

function Brand() {
  return (
    <Link className="brand" to={paths.home}>
      <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" fill="#2b52c8" />
        <path
          d="M7 21.5h4.2l3.4-11 3.8 14 3-8H25"
          fill="none"
          stroke="#fff"
          strokeWidth="2.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span>S&amp;OP</span>
    </Link>
  );
}

/** The frame of pages that need no account: the links in mails, sign-in, the mailbox. */
export function BareShell({ children, isWide = false }: { children: ReactNode; isWide?: boolean }) {
  return (
    <>
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <header className="top">
        <div className="top-row">
          <Brand />
          <div className="top-end">
            <SchemeSwitch />
          </div>
        </div>
      </header>
      <main id="content" className={isWide ? '' : 'bare'}>
        {children}
      </main>
    </>
  );
}
