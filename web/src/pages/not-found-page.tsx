import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Page } from '../components/page';
import { EmptyNote } from '../components/page-states';
import { paths } from '../paths';

export default function NotFoundPage() {
  return (
    <Page title="There is no such page" isNarrow>
      <EmptyNote icon="skip" title="The address may be mistyped, or what it showed was removed.">
        <Button component={Link} to={paths.home} variant="default" mt="sm">
          Go to your tasks
        </Button>
      </EmptyNote>
    </Page>
  );
}
