import { ActionIcon, Menu, NativeSelect, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useNavigate } from 'react-router';
import { type Me, useSignOut, useUnitChoice } from '../api/session';
import { paths } from '../paths';
import { zoneName } from '../words/dates';
import { useAnnounce } from './announcements';
import { Icon } from './icon';
import { messageOf } from './page-states';

/** Only for those who plan in more than one unit. */
export function UnitSelect({ me }: { me: Me }) {
  const { unitId, chooseUnit } = useUnitChoice();
  const navigate = useNavigate();
  if (me.units.length < 2) return null;
  return (
    <NativeSelect
      aria-label="Unit"
      size="xs"
      value={unitId ?? ''}
      data={me.units.map((unit) => ({ value: unit.id, label: unit.name }))}
      onChange={(event) => {
        chooseUnit(event.currentTarget.value);
        void navigate(paths.unit(event.currentTarget.value));
      }}
    />
  );
}

export function SchemeSwitch() {
  const scheme = useComputedColorScheme('light');
  const { setColorScheme } = useMantineColorScheme();
  const other = scheme === 'dark' ? 'light' : 'dark';
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={`Show the pages in ${other} colours`}
      onClick={() => setColorScheme(other)}
    >
      <Icon name={scheme === 'dark' ? 'sun' : 'moon'} size={18} />
    </ActionIcon>
  );
}

export function PersonMenu({ me }: { me: Me }) {
  const signOut = useSignOut();
  const announce = useAnnounce();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" radius="xl" aria-label={`Signed in as ${me.person.name}`}>
          <Icon name="person" size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.person.name}
          <br />
          {me.person.email}
          <br />
          Times are shown for {zoneName(me.person.timeZone)}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item
          onClick={() => {
            signOut().catch((error: unknown) => announce(messageOf(error), 'late'));
          }}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
