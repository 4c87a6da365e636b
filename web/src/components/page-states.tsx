import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { isNotFound } from '../api/client';
import { paths } from '../paths';
import { withPlaces } from '../words/places';
import { Icon, type IconName } from './icon';

/** Keeps the layout while the figures are fetched. */
export function LoadingBlock({ rows = 6, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <div className="loading" role="status" aria-label={label}>
      {withPlaces(Array.from({ length: rows })).map(({ place }) => (
        <Skeleton key={place} height={place === '1' ? 32 : 44} radius="md" />
      ))}
    </div>
  );
}

/** What will be here, and how to get it. */
export function EmptyNote({
  icon = 'check',
  title,
  children,
}: {
  icon?: IconName;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className="note note-empty">
      <span className="note-icon">
        <Icon name={icon} size={22} />
      </span>
      <div>
        <p className="note-title">{title}</p>
        {children ? <div className="note-text">{children}</div> : null}
      </div>
    </div>
  );
}

/** What happened, what was not lost, what to do. */
export function ErrorNote({
  error,
  onRetry,
  whatNow,
}: {
  error: unknown;
  onRetry?: () => void;
  whatNow?: ReactNode;
}) {
  return (
    <div className="note note-error" role="alert">
      <span className="note-icon">
        <Icon name="alert" size={22} />
      </span>
      <div>
        <p className="note-title">{messageOf(error)}</p>
        <div className="note-text">
          <DetailList error={error} />
          {whatNow}
          {isNotFound(error) ? (
            <Button component={Link} to={paths.home} variant="default" size="xs" mt="xs">
              Go to your tasks
            </Button>
          ) : onRetry ? (
            <Button variant="default" size="xs" mt="xs" onClick={onRetry}>
              Try again
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  );
}

function DetailList({ error }: { error: unknown }) {
  const details = detailsOf(error);
  if (details.length === 0) return null;
  return (
    <ul>
      {details.map((detail) => (
        <li key={detail}>{detail}</li>
      ))}
    </ul>
  );
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'Something went wrong. Nothing was changed. Try again.';
}

function detailsOf(error: unknown): readonly string[] {
  if (!(error instanceof Error) || !('details' in error) || !Array.isArray(error.details)) return [];
  return error.details.filter((detail): detail is string => typeof detail === 'string');
}

export function Notice({
  tone,
  icon,
  title,
  children,
}: {
  tone: 'late' | 'soon' | 'open' | 'done' | 'waiting';
  icon: IconName;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className="note" data-tone={tone}>
      <span className="note-icon">
        <Icon name={icon} size={20} />
      </span>
      <div>
        <p className="note-title">{title}</p>
        {children ? <div className="note-text">{children}</div> : null}
      </div>
    </div>
  );
}
