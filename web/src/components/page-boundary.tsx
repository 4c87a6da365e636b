import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { ErrorNote } from './page-states';

/** A page that cannot be shown says so and offers the way out, instead of leaving the window empty. */
export class PageBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <div className="page page-narrow">
        <ErrorNote
          error={new Error('This page could not be shown. What you sent before is safe; reload the page.')}
          whatNow={
            <Button variant="default" size="xs" mt="sm" onClick={() => window.location.reload()}>
              Reload the page
            </Button>
          }
        />
      </div>
    );
  }
}
